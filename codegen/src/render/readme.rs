//! `README.md`.

use std::collections::BTreeSet;

use super::index::{Index, methods};
use super::{Example, credential, docs, example, markdown, usage};
use crate::ir::{Api, Credential, Docs, Method, Resource};
use crate::runtime_files::Part;

/// The whole text, without the mark.
pub(super) fn readme(index: &Index<'_>, written: &[Example<'_>]) -> String {
    let api = index.api;
    let sections = [
        format!("# {}", api.package.name),
        summary(api),
        install(api),
        example_of_use(api),
        credentials(api),
        pages(api),
        waits(api),
        features(index),
        NOTES.to_owned(),
        tests(api),
        bodies(api),
        examples(written),
    ];
    let sections: Vec<_> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    format!("{}\n", sections.join("\n\n"))
}

/// The package's own words, else the document's title.
fn summary(api: &Api) -> String {
    let description = markdown::lines(&api.package.description);
    let lines = if description.is_empty() { docs::lines(&first(&api.docs), &api.package.name) } else { description };
    lines.join("\n")
}

fn first(docs: &Docs) -> Docs {
    Docs { paragraphs: docs.paragraphs.iter().take(1).cloned().collect() }
}

fn install(api: &Api) -> String {
    let package = &api.package;
    let lines = [
        "## Install",
        "",
        "```toml",
        "[dependencies]",
        &format!("{} = \"{}\"", package.name, package.version),
        "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }",
        "```",
    ];
    lines.join("\n")
}

fn example_of_use(api: &Api) -> String {
    let name = example::crate_name(api);
    let body: Vec<_> = example::lines(api).into_iter().map(|line| format!("    {line}")).collect();
    let head = format!("## Use\n\n```rust,no_run\n#[tokio::main]\nasync fn main() -> Result<(), {name}::Error> {{");
    format!("{head}\n{}\n    Ok(())\n}}\n```", body.join("\n"))
}

/// How a program is tested without a network.
fn tests(api: &Api) -> String {
    let name = example::crate_name(api);
    let settings = example::settings(api, &api.client.security);
    let settings: Vec<_> = settings.iter().map(|setting| format!("        {setting}\n")).collect();
    let settings = settings.concat();
    format!(
        "{TESTS}\n\n```rust\n\
         use {name}::{{Client, Error, HttpRequest, HttpResponse, Method, StatusCode}};\n\n\
         fn client() -> Result<Client, Error> {{\n    \
             Client::builder()\n\
         {settings}        \
                 .transport(|request: HttpRequest| async move {{\n            \
                     assert_eq!(request.method, Method::GET);\n            \
                     Ok(HttpResponse::new(StatusCode::OK, \"{{}}\"))\n        \
                 }})\n        \
                 .build()\n\
         }}\n```"
    )
}

fn credentials(api: &Api) -> String {
    let spec = &api.client;
    let mut lines = Vec::new();
    if !spec.credentials.is_empty() {
        lines.extend(["## Credentials", "", "| Builder | Sent as | Environment |", "|---|---|---|"].map(str::to_owned));
        lines.extend(spec.credentials.iter().map(|credential| {
            let variables: Vec<_> = credential.variables.iter().map(|name| markdown::code(name)).collect();
            let setter = markdown::code(credential.name.as_str());
            format!("| {setter} | {} | {} |", credential::sent(credential), variables.join(", "))
        }));
    }
    if spec.credentials.iter().any(|credential| !credential.variables.is_empty()) {
        lines.push(String::new());
        lines.push(
            "`Client::from_env()` reads the environment, `Client::builder()` does not. A credential that is given to a builder turns\n\
             off those of the environment, all of them."
                .to_owned(),
        );
    }
    lines.extend(spec.credentials.iter().flat_map(sources));
    if let Some(variable) = &spec.base_url_variable {
        lines.push(String::new());
        lines.push(format!("{} replaces the base URL.", markdown::code(variable)));
    }
    lines.join("\n").trim().to_owned()
}

/// What a token is had from, other than the caller's hand.
fn sources(credential: &Credential) -> Vec<String> {
    let provider = credential.provider.as_ref().map(|name| {
        let (name, token) = (markdown::code(name.as_str()), markdown::code(credential.name.as_str()));
        format!("{name} takes a closure that supplies {token}: it is asked when the token has expired or is refused.")
    });
    let grant = credential.grant.as_ref().map(|grant| {
        let name = markdown::code(grant.name.as_str());
        format!("{name} takes an id and a secret, by which the client has tokens by itself.")
    });
    provider.into_iter().chain(grant).flat_map(|line| [String::new(), line]).collect()
}

/// How to go through lists, where there are any.
fn pages(api: &Api) -> String {
    let lists = api.resources.iter().flat_map(methods).any(Method::lists);
    if lists { PAGES.to_owned() } else { String::new() }
}

/// What can be waited for, where there is anything.
fn waits(api: &Api) -> String {
    let waits = api.resources.iter().flat_map(methods).filter_map(|method| method.waiting.as_ref());
    let names: BTreeSet<_> = waits.map(|waiting| markdown::code(&format!("{}()", waiting.method.as_str()))).collect();
    if names.is_empty() {
        return String::new();
    }
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    format!("## Waiting\n\nA request whose answer says when something is done can wait for that: {names}.\n{WAITS}")
}

fn features(index: &Index<'_>) -> String {
    let mut lines = vec!["## Features", "", "| Feature | What it adds |", "|---|---|"]
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    lines.extend(FEATURES.iter().map(|(name, what)| format!("| `{name}` | {what} |")));
    lines.extend(index.api.resources.iter().filter_map(|resource| feature(resource, index)));
    lines.join("\n")
}

fn feature(resource: &Resource, index: &Index<'_>) -> Option<String> {
    let module = index.modules.get(&resource.module)?;
    let accessor = resource.accessor.as_ref()?.as_str();
    Some(format!("| `{}` | `client.{accessor}()` |", module.feature))
}

const FEATURES: &[(&str, &str)] = &[
    ("full", "all resources; on by default"),
    ("rustls", "TLS by rustls; on by default"),
    ("native-tls", "TLS by the system's library"),
    (
        "rustls-no-provider",
        "TLS by rustls, with a crypto provider; a program that makes a client before it has installed one panics",
    ),
    ("blocking", "`send_blocking()` on every request, and iterators, for programs without an async runtime"),
    ("tracing", "a span of `tracing` for each call and each attempt, which holds no URL, header or body"),
];

/// The examples that come with the crate, each with what its first line says.
fn examples(written: &[Example<'_>]) -> String {
    if written.is_empty() {
        return String::new();
    }
    let line = |example: &Example<'_>| {
        let first = example.text.lines().find_map(|line| line.strip_prefix("//! ")).unwrap_or_default();
        format!("* [`{path}`]({path}): {first}", path = example.path)
    };
    let lines = written.iter().map(line).collect::<Vec<_>>();
    format!("## Examples\n\n{}", lines.join("\n"))
}

/// How large bodies are sent and read, where there can be some.
fn bodies(api: &Api) -> String {
    let parts = usage::parts(api);
    let uploads = parts.contains(&Part::Upload) || parts.contains(&Part::Multipart);
    let downloads = parts.contains(&Part::BytesAnswer) || parts.contains(&Part::TextAnswer);
    let events = parts.contains(&Part::Events).then_some(EVENTS);
    let lines = parts.contains(&Part::LinesBody).then_some(LINES);
    let sections = [uploads.then_some(UPLOADS), lines, downloads.then_some(DOWNLOADS), events];
    sections.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

const EVENTS: &str = "\
## Event streams

A stream of events ends when its connection does. `reconnect(Reconnect::new(5))` on its request takes it up again after the last
event, after the wait that the server asks for, at most so many times without an event. With
the feature `blocking`, a `for` loop goes through the events of `send_blocking()`.";

const DOWNLOADS: &str = "\
## Downloads

`open()` on a request returns the answer as soon as its headers are there: a `Download`, which is a `Stream`, an `AsyncRead`, with
the feature `blocking` a `Read`, and by `save_to(path)` a file, which is whole or not there.";

const UPLOADS: &str = "\
## Uploads

Files are sent as bytes, as `Upload::file(path)`, or as a stream or reader (`Upload::stream`, `Upload::reader`); in a multipart
body as a `Part` of one of these (`Part::file(path)`). Files and streams are read while they are sent, and
`on_progress` tells how far they are. A file is read again for a retry; a call whose stream was begun is not tried again, and
`Error::is_body_spent()` says so. The time limit of an attempt is that of the upload too: large ones need a longer
`timeout`.";

const LINES: &str = "\
## Bodies of lines

A body of lines of JSON takes its items from memory (`&items`), or from an iterator or a stream (`UploadLines::iter`,
`UploadLines::stream`): each of these is encoded when it is sent. A call whose stream was begun is not tried again.";

const PAGES: &str = "\
## Lists

A method that lists something returns one page. `items()` on its request goes through all of them, and asks for a page when its
items are wanted; `pages()` does so page by page:

```rust,ignore
let mut items = request.items().max_pages(100);
while let Some(item) = items.next().await {
    let item = item?;
}
```

Both are streams, also for the crate `futures`; `items_blocking()` and `pages_blocking()` are iterators. They begin with the page
that the request asks for, and end with the last one, with a page that comes again, or with an error. A next page on another server
is an error, and not asked for. Time limit and retries of the request count for each page, its deadline for all of them.";

const WAITS: &str = "\
It sends the request again and again, with growing waits and as the server asks by `Retry-After`, until that is so, until it can no
longer come about, or until its deadline; `deadline()` and `delays()` set these.";

const NOTES: &str = "\
## One call, and all calls

A method returns a request, which is sent by `.await`. Before that it takes what belongs to this one call: `header`,
`without_header`, `query`, `body_field`, `timeout`, `deadline`, `retries`, `max_body`, `no_redirects`, `anonymous`, and `raw` for
the answer as it came. `client.with_options()` is a builder of a copy that shares the client's connections and differs in what is set on it.
`client.request(method, path)` asks for a path of the service that there is no method for.

## Errors and retries

Every call returns one `Error`. It says what failed (`status()`, `errors()`, `is_timeout()`), and keeps what the server sent
(`headers()`, `body()`). Calls are tried again after a failure that allows it, with growing waits and as long as the server
asks for by `Retry-After`, up to a limit; `retries(0)` on a request turns that off for the one call. All clones of a client take
their retries from one budget, which successes fill: a server that is down is not asked again and again,
and `Error::is_budget_spent()` says so.";

const TESTS: &str = "\
## Tests and middleware

Each attempt passes through a `Transport`. `ClientBuilder::transport` takes one in place of the network, which can be a
closure: so a program is tested without a server. `wrap_transport` puts one around the usual one, to measure, log or change
what passes; `configure_http` and `http_client` adjust or replace the HTTP client itself.";
