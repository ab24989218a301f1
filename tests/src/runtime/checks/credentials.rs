//! The choice among credentials.

use super::super::credential::{Credential, base64, choose, is_half};
use super::super::service::Requirement;

fn given(indices: &[usize]) -> Vec<Option<Credential>> {
    (0..4).map(|index| indices.contains(&index).then(|| Credential::Token("x".into()))).collect()
}

const EITHER: Requirement = &[&[0], &[1, 2], &[3]];

#[test]
fn the_first_alternative_that_is_wholly_satisfied_is_chosen() {
    for (has, chosen) in [
        (&[0][..], Some(&[0][..])),
        (&[0, 1], Some(&[0])),
        (&[0, 1, 2, 3], Some(&[0])),
        (&[1, 2], Some(&[1, 2])),
        (&[1, 2, 3], Some(&[1, 2])),
        (&[1, 3], Some(&[3])),
        (&[1], None),
        (&[2], None),
        (&[], None),
    ] {
        assert_eq!(choose(EITHER, &given(has)), chosen, "{has:?}");
    }
}

#[test]
fn an_anonymous_alternative_is_the_last_resort() {
    const FIRST: Requirement = &[&[], &[0]];
    const LAST: Requirement = &[&[0], &[]];
    for requirement in [FIRST, LAST] {
        assert_eq!(choose(requirement, &given(&[])), Some(&[][..]));
        assert_eq!(choose(requirement, &given(&[0])), Some(&[0][..]));
    }
    assert_eq!(choose(&[], &given(&[0])), Some(&[][..]));
}

#[test]
fn half_a_pair_is_half_only_if_nothing_else_will_do() {
    for (has, half) in
        [(&[1][..], true), (&[2], true), (&[1, 3], false), (&[0, 1], false), (&[], false), (&[1, 2], false)]
    {
        assert_eq!(is_half(EITHER, &given(has)), half, "{has:?}");
    }
}

#[test]
fn base64_by_the_examples_of_its_specification() {
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(base64(bytes.as_bytes()), text);
    }
    assert_eq!(base64(&[0xfb, 0xff, 0xbf]), "+/+/");
}
