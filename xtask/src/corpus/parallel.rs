//! Work on several items at the same time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Enough for the deepest document that a reader accepts.
const STACK: usize = 256 << 20;

/// Maps the items by so many workers; `map` is told which of them calls. The results are in the order of the items.
///
/// These are threads of their own, not rayon's: a rayon worker that waits takes up another document meanwhile, and
/// then no document's time is its own.
pub(super) fn map<I: Sync, O: Send>(workers: usize, items: &[I], map: impl Fn(usize, &I) -> O + Sync) -> Vec<O> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let work = |worker: usize, sender: &mpsc::Sender<(usize, O)>| {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { break };
            // The receiver outlives all workers.
            let _ = sender.send((index, map(worker, item)));
        }
    };
    thread::scope(|scope| {
        let work = &work;
        let start = |worker: &usize| {
            let (worker, sender) = (*worker, sender.clone());
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, move || work(worker, &sender)).is_ok()
        };
        if (0..workers.clamp(1, items.len().max(1))).filter(start).count() == 0 {
            // Where no thread is to be had, this one does the work.
            work(0, &sender);
        }
    });
    drop(sender);
    let mut results: Vec<(usize, O)> = receiver.into_iter().collect();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        for workers in [0, 1, 3, 200] {
            assert_eq!(super::map(workers, &items, |_, item| item * 2), (0..200).step_by(2).collect::<Vec<_>>());
        }
    }
}
