// A file of schema 1, as the first released program made it, becomes one of today's and keeps all it holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "fakes/run_until_done.hpp"
#include "fakes/temporary_folder.hpp"
#include "tenbells/journal/journal.hpp"
#include "tenbells/journal/known_sources.hpp"

namespace tb::journal {
namespace {

using fakes::run_until_done;
using testing::ElementsAre;

// Schema 1, word for word: it must not follow what the code becomes.
constexpr const char* kSchema1 = R"sql(
PRAGMA journal_mode = WAL;
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
PRAGMA user_version = 1;
INSERT INTO source VALUES('herald', 'https://herald.example/feed', '"abc"', 'Tue, 24 Nov 2026 12:00:00 GMT', 'digest',
                          1795521600000000);
INSERT INTO seen VALUES('item-1', 1795521600000000);
INSERT INTO item VALUES(1, 'item-1', 1, 'herald', 'guid', 'link', 'title', 'summary', 'body', 'en', NULL, NULL,
                        1795521600000000);
INSERT INTO alert VALUES(5, 'alert-1', 'ferries', 'item-1', 'urgent', 1795521600000000, '{}');
INSERT INTO outbox VALUES('desk', 5);
)sql";

class Migration : public testing::Test {
 protected:
  Migration() {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(options_.path.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, kSchema1, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  fakes::TemporaryFolder folder_;
  Options options_{.path = folder_.path() / "journal.db"};
  SourceState herald_{.url = "https://herald.example/feed",
                      .etag = "\"abc\"",
                      .last_modified = "Tue, 24 Nov 2026 12:00:00 GMT",
                      .body_digest = "digest",
                      .baselined_at = Moment{std::chrono::microseconds{1795521600000000}}};
};

TEST_F(Migration, OfSchema1KeepsSourcesItemsAndTheOutbox) {
  asio::io_context context;
  const auto journal = Journal::open(options_);
  ASSERT_TRUE(journal) << to_string(journal.error());
  const auto state = run_until_done(context, (*journal)->state_of("herald"));
  ASSERT_TRUE(state && *state);
  EXPECT_EQ(**state, herald_);
  const auto known = run_until_done(context, (*journal)->known({"item-1", "item-2"}));
  ASSERT_TRUE(known);
  EXPECT_THAT(*known, ElementsAre(true, false));
  const auto waiting = run_until_done(context, (*journal)->waiting("desk", 10));
  ASSERT_TRUE(waiting);
  ASSERT_EQ(waiting->size(), 1U);
  EXPECT_EQ(waiting->front().position, 5);
}

TEST_F(Migration, OfSchema1MakesRoomForWhatIsNew) {
  asio::io_context context;
  SourceState moved = herald_;
  moved.moved_to = "https://new.example/feed";
  {
    const auto journal = Journal::open(options_);
    ASSERT_TRUE(journal);
    ASSERT_TRUE(run_until_done(context, (*journal)->commit({.source = "herald", .state = moved})));
  }
  const auto journal = Journal::open(options_);
  ASSERT_TRUE(journal);
  const auto state = run_until_done(context, (*journal)->state_of("herald"));
  ASSERT_TRUE(state && *state);
  EXPECT_EQ(**state, moved);
}

TEST_F(Migration, IsNotNeededToLookAtTheSources) {
  const auto found = sources(options_);
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_THAT(*found, ElementsAre(KnownSource{.id = "herald", .state = herald_}));
  EXPECT_EQ(unpark(options_, "herald"), Unparked::was_not_parked);
}

}  // namespace
}  // namespace tb::journal
