//! One document to its crate.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

use legenda::generate::{Options, generate};
use legenda::report::Document;
use legenda::write;

use super::Job;

/// Generates and writes the crate. Whatever goes wrong, a panic of the generator too, is in the report.
pub(super) fn build(job: &Job) -> Document {
    let options = Options { spec: job.path.clone(), name: Some(job.package.clone()), ..Options::default() };
    // What the generator was at work on is dropped with the panic; nothing is used again.
    let mut generated = match panic::catch_unwind(AssertUnwindSafe(|| generate(&options))) {
        Ok(generated) => generated,
        Err(payload) => {
            let path = job.path.display().to_string();
            let errors = vec![format!("the generator panicked: {}", message(&*payload))];
            return Document { path, errors, ..Document::default() };
        }
    };
    if generated.report.ok {
        let written = write::plan(&job.out, &generated.files).and_then(|plan| plan.apply());
        if let Err(error) = written {
            generated.report.ok = false;
            generated.report.errors.push(format!("error: {error}"));
        }
    }
    generated.report
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}
