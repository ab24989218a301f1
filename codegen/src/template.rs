//! Paths and URLs with names in braces: `/pets/{id}`, `https://{region}.example.com`.

/// The names in braces, as often and in the order in which they stand.
pub(crate) fn variables(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name)
}
