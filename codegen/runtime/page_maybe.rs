//! Lists that may be null, as lists that come in pages.

use super::maybe::Maybe;
use super::page::Listing;

impl<T: Listing> Listing for Maybe<T> {
    type Item = T::Item;

    fn into_items(self) -> Vec<T::Item> {
        self.into_option().into_items()
    }
}
