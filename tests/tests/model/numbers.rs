//! Numbers of all widths, and their limits.

use std::fmt::Debug;

use tests::runtime::decode::from_slice;
use tests::runtime::encode::to_vec;
use tests::runtime::model::{Blank, Place};

fn read<T: Blank + Place>(text: &str) -> Result<T, String> {
    from_slice(text.as_bytes()).map_err(|error| error.to_string())
}

/// Asserts that a derive refuses a text with the same message.
fn assert_refused<T: Blank + Place + Debug + serde::de::DeserializeOwned>(text: &str) {
    let theirs = serde_json::from_str::<T>(text).unwrap_err().to_string();
    assert_eq!(read::<T>(text).unwrap_err(), theirs);
}

#[test]
fn integers_may_be_written_with_an_empty_fraction() {
    assert_eq!(read::<i64>("1.0"), Ok(1));
    assert_eq!(read::<i64>("-25e1"), Ok(-250));
    assert_eq!(read::<i64>("-0.0"), Ok(0));
    assert_eq!(read::<i32>("7.0"), Ok(7));
    assert_eq!(read::<u64>("1e19"), Ok(10_000_000_000_000_000_000));
    assert_eq!(read::<Option<i64>>("2.0"), Ok(Some(2)));
    assert_eq!(read::<Vec<Option<u32>>>("[2.0, null]"), Ok(vec![Some(2), None]));
}

#[test]
fn all_of_the_range_is_read_and_written() {
    for text in ["-9223372036854775808", "9223372036854775807"] {
        assert_eq!(read::<i64>(text).map(|value| value.to_string()).as_deref(), Ok(text));
    }
    assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(to_vec(tests::runtime::model::Argument::get_ref(&u64::MAX)).unwrap(), b"18446744073709551615");
    assert_eq!(read::<f64>("3"), Ok(3.0));
}

#[test]
fn what_is_out_of_range_is_refused_in_the_words_of_serde() {
    assert_refused::<i64>("9223372036854775808");
    assert_refused::<i64>("1.5");
    assert_refused::<i64>("1e19");
    assert_refused::<i64>("1e300");
    assert_refused::<i64>("\"1\"");
    assert_refused::<Option<i64>>("true");
    assert_refused::<u64>("-1");
    assert_refused::<u64>("18446744073709551616");
    assert_refused::<u64>("-0.5");
    assert_refused::<u32>("4294967296");
    assert_refused::<i32>("-2147483649");
    assert_refused::<i32>("[]");
    assert_refused::<f64>("\"x\"");
    assert_refused::<bool>("0");
}
