// The journal's tables and how an older file becomes a newer one.
#pragma once

#include "sqlite.hpp"

namespace tb::journal {

/// The schema this program writes (PRAGMA user_version).
inline constexpr int kSchemaVersion = 2;

/// The schema of a file; 0: an empty one. May throw SqliteFailure.
[[nodiscard]] int version_of(Database& database);

/// Brings the file to kSchemaVersion, in one transaction.
/// @return  the version found, if it is newer than ours: nothing has been touched then; else kSchemaVersion
[[nodiscard]] int migrate(Database& database);

}  // namespace tb::journal
