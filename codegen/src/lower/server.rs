//! Servers and their variables.

use crate::document::Located;
use crate::ir::{Server, ServerVariable};

/// Servers as the emitted client knows them.
pub(super) fn lower(servers: &[Located<openapiv3::Server>]) -> Vec<Server> {
    servers.iter().map(|server| one(&server.value)).collect()
}

fn one(server: &openapiv3::Server) -> Server {
    let variables = server.variables.iter().flatten().map(|(wire, variable)| ServerVariable {
        wire: wire.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        description: variable.description.clone(),
    });
    Server { url: server.url.clone(), description: server.description.clone(), variables: variables.collect() }
}
