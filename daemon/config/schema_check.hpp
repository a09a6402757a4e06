// The schema check: the tree against one of the published schemas, every mistake at once.
#pragma once

#include "findings.hpp"
#include "schema.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Reports every place where the tree breaks the schema. Values that do are marked `wrong`, so that the readers pass
/// over them; a value already marked is passed over here as well.
void check_schema(Node& root, const Schema& schema, Findings& findings);

}  // namespace tb::config
