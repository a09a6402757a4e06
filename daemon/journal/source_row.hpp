// A source's row: which columns there are, in which order, and how they become a SourceState and come of one.
#pragma once

#include <string>

#include "sqlite.hpp"
#include "tenbells/core/source_state.hpp"

namespace tb::journal {

/// "SELECT id, … FROM source", to be followed by a condition.
[[nodiscard]] std::string select_source_sql();

/// INSERT, or UPDATE of the row that is there.
[[nodiscard]] std::string upsert_source_sql();

/// The state in the row that a statement of select_source_sql() stands on; the id is column 0.
[[nodiscard]] SourceState source_in(const Statement& row);

/// Binds all of what upsert_source_sql() wants.
void bind_source(Statement& upsert, const std::string& id, const SourceState& state);

}  // namespace tb::journal
