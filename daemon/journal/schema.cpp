// Migrations, oldest first: number n brings a file from version n to n + 1. One that has been released never changes.
#include "schema.hpp"

#include <array>
#include <string>

namespace tb::journal {
namespace {

// `seen` is apart from `item`: what is known must be kept for long and probed at every poll, the texts need not.
// Times are microseconds since 1970. `outbox` is ordered by the alert's position, which is the order of the commits.
constexpr std::array kMigrations{
    R"sql(
CREATE TABLE source(
  id TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL,
  body_digest TEXT NOT NULL, baselined_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE seen(item TEXT PRIMARY KEY, first_seen INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE item(
  position INTEGER PRIMARY KEY, id TEXT NOT NULL, revision INTEGER NOT NULL, source TEXT NOT NULL,
  guid TEXT NOT NULL, link TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL, body TEXT NOT NULL,
  language TEXT NOT NULL, published INTEGER, updated INTEGER, first_seen INTEGER NOT NULL
);
CREATE TABLE alert(
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, rule TEXT NOT NULL, item TEXT NOT NULL,
  severity TEXT NOT NULL, raised_at INTEGER NOT NULL, json TEXT NOT NULL
);
CREATE TABLE outbox(
  sink TEXT NOT NULL, alert INTEGER NOT NULL REFERENCES alert(position), PRIMARY KEY(sink, alert)
) WITHOUT ROWID;
CREATE TABLE dead(
  sink TEXT NOT NULL, alert INTEGER NOT NULL REFERENCES alert(position), reason TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(sink, alert)
) WITHOUT ROWID;
)sql",
    R"sql(
ALTER TABLE source ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN configured_url TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN moving_to TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN moves_seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN parked TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN parked_at INTEGER NOT NULL DEFAULT 0;
)sql",
};
static_assert(kMigrations.size() == kSchemaVersion);

}  // namespace

int version_of(Database& database) {
  Statement query(database, "PRAGMA user_version");
  const int version = query.step() ? static_cast<int>(query.number(0)) : 0;
  query.reset();
  return version;
}

int migrate(Database& database) {
  const int found = version_of(database);
  if (found >= kSchemaVersion) return found;
  database.execute("BEGIN IMMEDIATE");
  for (int version = found; version < kSchemaVersion; ++version) {
    database.execute(kMigrations.at(static_cast<std::size_t>(version)));
  }
  database.execute(("PRAGMA user_version = " + std::to_string(kSchemaVersion)).c_str());
  database.execute("COMMIT");
  return kSchemaVersion;
}

}  // namespace tb::journal
