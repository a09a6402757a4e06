// The last news, read from aside while the journal is open.
#include "tenbells/journal/recent_items.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/an_item.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/temporary_folder.hpp"
#include "tenbells/journal/journal.hpp"

namespace tb::journal {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RecentItems : public testing::Test {
 protected:
  void commit(const std::vector<std::string>& titles) {
    Result<std::unique_ptr<Journal>> journal = Journal::open(options_);
    ASSERT_TRUE(journal) << to_string(journal.error());
    Commit commit{.source = "herald", .state = {}, .items = {}, .alerts = {}};
    for (const std::string& title : titles) {
      Item item = fakes::an_item();
      item.id = title;
      item.title = title;
      item.summary = "";
      item.body = "";
      commit.items.push_back(item);
    }
    asio::io_context context;
    ASSERT_TRUE(fakes::run_until_done(context, (*journal)->commit(std::move(commit))));
    read_beside_it_ = titles_of(recent_items(options_, 100, 1_MiB));
  }

  static std::vector<std::string> titles_of(const std::vector<Item>& items) {
    std::vector<std::string> titles;
    for (const Item& item : items) titles.push_back(item.title);
    return titles;
  }

  fakes::TemporaryFolder folder_;
  Options options_{.path = folder_.path() / "journal.db"};
  std::vector<std::string> read_beside_it_;
};

TEST_F(RecentItems, AreTheNewestFirst) {
  commit({"one", "two", "three"});
  EXPECT_THAT(read_beside_it_, ElementsAre("three", "two", "one"));
  EXPECT_THAT(titles_of(recent_items(options_, 2, 1_MiB)), ElementsAre("three", "two"));
}

TEST_F(RecentItems, EndWithTheOneThatGoesBeyondTheBytes) {
  commit({"one", "two", "three"});
  EXPECT_THAT(titles_of(recent_items(options_, 100, 6_B)), ElementsAre("three", "two"));
}

TEST_F(RecentItems, OfNoJournalAreNoneAndNothingIsCreated) {
  EXPECT_THAT(recent_items(options_, 100, 1_MiB), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(options_.path));
}

TEST_F(RecentItems, OfAFileThatIsNoJournalAreNone) {
  folder_.write("journal.db", "not a database, and long enough to be looked at as one by whoever opens it");
  EXPECT_THAT(recent_items(options_, 100, 1_MiB), IsEmpty());
}

}  // namespace
}  // namespace tb::journal
