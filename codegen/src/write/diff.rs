//! A plan as a unified diff.

use std::fmt::Write as _;

use similar::TextDiff;

use super::Plan;

/// Renders at most `limit` lines, and says how much is left out.
pub(super) fn render(plan: &Plan, limit: usize) -> String {
    let mut diff = Bounded { text: String::new(), left: limit };
    for update in &plan.updated {
        let path = &update.new.path;
        if diff.left == 0 {
            diff.left_out(&format!("`{path}` differs"));
            continue;
        }
        let lines = TextDiff::from_lines(&update.old, &update.new.text);
        diff.add(path, &lines.unified_diff().context_radius(3).header(path, path).to_string());
    }
    for file in &plan.created {
        diff.left_out(&format!("`{}` is missing ({} lines)", file.path, file.text.lines().count()));
    }
    for path in &plan.removed {
        diff.left_out(&format!("`{path}` is no longer generated"));
    }
    diff.text
}

/// A text that stops to grow. One line on each file comes always.
struct Bounded {
    text: String,
    left: usize,
}

impl Bounded {
    fn add(&mut self, path: &str, part: &str) {
        let total = part.lines().count();
        for line in part.lines().take(self.left) {
            self.text.push_str(line);
            self.text.push('\n');
        }
        if total > self.left {
            self.left_out(&format!("`{path}`: {} more lines", total - self.left));
        }
        self.left = self.left.saturating_sub(total);
    }

    fn left_out(&mut self, note: &str) {
        let _ = writeln!(self.text, "… {note}");
    }
}
