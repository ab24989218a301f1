//! Lists in an envelope, as lists that come in pages.

use super::envelope::SinglePage;
use super::page::Listing;

impl<T, M> Listing for SinglePage<T, M> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self.result
    }
}
