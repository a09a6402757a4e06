// References inside the strings of a configuration: ${env:NAME}, ${file:NAME}, and $${ for a plain ${.
#pragma once

#include "findings.hpp"
#include "secrets.hpp"
#include "tenbells/core/secret.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Puts into every string of the tree what its references stand for, and keeps the text as written beside it. A string
/// whose reference fails is reported and marked wrong. Keys hold no references.
void resolve_references(Node& root, const SecretStore& store, Findings& findings);

/// Refuses references in the URLs of sources, which are printed: their secrets belong in `query` and `headers`.
void refuse_references_in_source_urls(Node& root, Findings& findings);

/// The value of a string at a secret position; shown as its references, or as *** if it was written in clear.
[[nodiscard]] Secret secret_of(const Node& node);

}  // namespace tb::config
