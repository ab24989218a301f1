//! A short run of what `cargo xtask soak` does.

#[path = "../../soak/run.rs"]
mod run;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nothing_doubled_under_random_faults() {
    let report = run::soak(400, 7).await;
    assert!(report.agrees(), "{report}");
}
