//! What somebody may have meant.

/// The name that somebody who wrote `wrong` may have meant.
pub(crate) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let distance = |name: &&str| strsim::osa_distance(&wrong.to_lowercase(), &name.to_lowercase());
    let (distance, name) = names.map(|name| (distance(&name), name)).min_by_key(|(distance, _)| *distance)?;
    (distance <= wrong.chars().count().max(3) / 3).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_what_is_near_is_meant() {
        let names = ["Pet", "Pets", "Caption"];
        assert_eq!(nearest("Captoin", names.into_iter()), Some("Caption"));
        assert_eq!(nearest("pet", names.into_iter()), Some("Pet"));
        assert_eq!(nearest("Error", names.into_iter()), None);
    }
}
