// What the journal says, and keeps, when its disk or its file fails it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include "fakes/an_item.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/temporary_folder.hpp"
#include "tenbells/journal/journal.hpp"

namespace tb::journal {
namespace {

using fakes::run_until_done;
using testing::HasSubstr;

void execute(const std::filesystem::path& file, const char* sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
  sqlite3_close(database);
}

TEST(JournalFaults, ASecondInstanceIsRefusedAndToldThePidOfTheFirst) {
  const fakes::TemporaryFolder folder;
  const Options options{.path = folder.path() / "journal.db"};
  const auto first = Journal::open(options);
  ASSERT_TRUE(first);
  const auto second = Journal::open(options);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::refused);
  EXPECT_THAT(second.error().why, HasSubstr("pid " + std::to_string(::getpid())));
}

TEST(JournalFaults, TheLockGoesWithItsHolder) {
  const fakes::TemporaryFolder folder;
  const Options options{.path = folder.path() / "journal.db"};
  { ASSERT_TRUE(Journal::open(options)); }
  EXPECT_TRUE(Journal::open(options));
}

TEST(JournalFaults, AFileThatIsNoDatabaseIsCalledCorruptAndLeftAlone) {
  const fakes::TemporaryFolder folder;
  const std::string text(4096, 'x');
  const auto path = folder.write("journal.db", text);
  const auto opened = Journal::open({.path = path});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::corrupt);
  EXPECT_THAT(to_string(opened.error()), HasSubstr(path.string()));
  EXPECT_EQ(std::filesystem::file_size(path), text.size());
}

TEST(JournalFaults, AFileOfANewerProgramIsNotTouched) {
  const fakes::TemporaryFolder folder;
  const auto path = folder.path() / "journal.db";
  execute(path, "PRAGMA user_version = 999");
  const auto opened = Journal::open({.path = path});
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().why, HasSubstr("schema 999"));
}

TEST(JournalFaults, AFolderThatCannotBeMadeIsNamed) {
  const fakes::TemporaryFolder folder;
  folder.write("file", "");
  const auto opened = Journal::open({.path = folder.path() / "file" / "deeper" / "journal.db"});
  ASSERT_FALSE(opened);
  EXPECT_THAT(to_string(opened.error()), HasSubstr((folder.path() / "file" / "deeper").string()));
}

// A trigger makes one insert fail: whatever a commit had done before it must be gone.
TEST(JournalFaults, ACommitThatFailsHalfWayLeavesNothingAndTakesNoOtherWithIt) {
  const fakes::TemporaryFolder folder;
  const Options options{.path = folder.path() / "journal.db"};
  { ASSERT_TRUE(Journal::open(options)); }
  execute(options.path,
          "CREATE TRIGGER poison BEFORE INSERT ON alert WHEN new.rule = 'poison' "
          "BEGIN SELECT RAISE(ABORT, 'poisoned'); END");
  asio::io_context context;
  auto journal = Journal::open(options);
  ASSERT_TRUE(journal);
  const Item bad = fakes::an_item().with_id("bad");
  const Item good = fakes::an_item().with_id("good");
  const auto failed = run_until_done(
      context,
      (*journal)->commit(
          {.source = "herald", .state = {}, .items = {bad}, .alerts = {{fakes::an_alert(bad, "poison"), {"desk"}}}}));
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().why, HasSubstr("poisoned"));
  ASSERT_TRUE(run_until_done(context, (*journal)->commit({"herald", {}, {good}, {}})));
  const auto known = run_until_done(context, (*journal)->known({"bad", "good"}));
  ASSERT_TRUE(known);
  EXPECT_THAT(*known, testing::ElementsAre(false, true));
}

// SQLite itself plays the full disk: the file may not grow any more.
TEST(JournalFaults, AFullDiskIsNamedAndWhatWasCommittedStaysReadable) {
  const fakes::TemporaryFolder folder;
  const Options options{.path = folder.path() / "journal.db"};
  asio::io_context context;
  auto journal = Journal::open(options);
  ASSERT_TRUE(journal);
  ASSERT_TRUE(run_until_done(context, (*journal)->commit({"herald", {}, {fakes::an_item().with_id("kept")}, {}})));
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit none{.rlim_cur = 0, .rlim_max = before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &none);
  const auto failed =
      run_until_done(context, (*journal)->commit({"herald", {}, {fakes::an_item().with_id("lost")}, {}}));
  ::setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(failed);
  EXPECT_THAT(to_string(failed.error()), HasSubstr(options.path.string()));
  ASSERT_TRUE(run_until_done(context, (*journal)->commit({"herald", {}, {fakes::an_item().with_id("later")}, {}})));
  const auto known = run_until_done(context, (*journal)->known({"kept", "lost", "later"}));
  ASSERT_TRUE(known);
  EXPECT_THAT(*known, testing::ElementsAre(true, false, true));
}

}  // namespace
}  // namespace tb::journal
