// The sources as they are seen, and let loose, from beside a journal that is open.
#include "tenbells/journal/known_sources.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "fakes/an_item.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/temporary_folder.hpp"
#include "tenbells/journal/journal.hpp"

namespace tb::journal {
namespace {

using fakes::run_until_done;
using testing::ElementsAre;
using testing::HasSubstr;

class KnownSources : public testing::Test {
 protected:
  void save(const std::string& id, const SourceState& state) {
    if (!journal_) {
      Result<std::unique_ptr<Journal>> opened = Journal::open(options_);
      ASSERT_TRUE(opened) << to_string(opened.error());
      journal_ = std::move(*opened);
    }
    ASSERT_TRUE(run_until_done(context_, journal_->commit({.source = id, .state = state})));
  }

  fakes::TemporaryFolder folder_;
  Options options_{.path = folder_.path() / "journal.db"};
  asio::io_context context_;
  std::unique_ptr<Journal> journal_;
  SourceState parked_{.url = "https://herald.example/feed", .parked = "gone", .parked_at = fakes::kNoon};
};

TEST_F(KnownSources, AreReadWhileTheJournalIsOpen) {
  save("herald", parked_);
  save("courier", {.url = "https://courier.example/feed", .etag = "\"1\""});
  const auto found = sources(options_);
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_THAT(*found, ElementsAre(KnownSource{"courier", {.url = "https://courier.example/feed", .etag = "\"1\""}},
                                  KnownSource{"herald", parked_}));
}

TEST_F(KnownSources, OfNoJournalAreNoneAndNothingIsCreated) {
  EXPECT_EQ(sources(options_), std::vector<KnownSource>{});
  EXPECT_EQ(unpark(options_, "herald"), Unparked::unknown);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(KnownSources, OfAFileThatIsNoJournalAreAnError) {
  folder_.write("journal.db", std::string(4096, 'x'));
  const auto found = sources(options_);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::corrupt);
  EXPECT_THAT(to_string(found.error()), HasSubstr(options_.path.string()));
}

TEST_F(KnownSources, OfANewerProgramAreLeftAlone) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(options_.path.c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, "PRAGMA user_version = 999", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
  const auto found = sources(options_);
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().why, HasSubstr("schema 999"));
  EXPECT_FALSE(unpark(options_, "herald"));
}

TEST_F(KnownSources, AParkedOneIsLetLooseBesideAnOpenJournalAndNothingElseOfItChanges) {
  save("herald", parked_);
  save("courier", parked_);
  EXPECT_EQ(unpark(options_, "herald"), Unparked::done);
  const auto state = run_until_done(context_, journal_->state_of("herald"));
  ASSERT_TRUE(state && *state);
  EXPECT_EQ(**state, SourceState{.url = parked_.url});
  const auto other = run_until_done(context_, journal_->state_of("courier"));
  ASSERT_TRUE(other && *other);
  EXPECT_EQ(**other, parked_);
}

TEST_F(KnownSources, OneThatIsNotParkedOrNotKnownIsToldApart) {
  save("herald", {.url = "https://herald.example/feed"});
  EXPECT_EQ(unpark(options_, "herald"), Unparked::was_not_parked);
  EXPECT_EQ(unpark(options_, "nobody"), Unparked::unknown);
}

}  // namespace
}  // namespace tb::journal
