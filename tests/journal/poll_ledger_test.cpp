// What the ledger remembers: across a reopening, a death, a growth, and under the eyes of readers.
#include "tenbells/journal/poll_ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <thread>

#include "fakes/temporary_folder.hpp"

namespace tb::journal {
namespace {

using testing::Optional;
using testing::UnorderedElementsAre;

class PollLedgerTest : public testing::Test {
 protected:
  std::unique_ptr<PollLedger> open(Opening opening = Opening::write) {
    Result<PollLedger::Opened> opened = PollLedger::open(path_, opening);
    EXPECT_TRUE(opened) << to_string(opened.error());
    if (!opened) return nullptr;
    EXPECT_EQ(opened->warning, std::nullopt) << to_string(*opened->warning);
    return std::move(opened->ledger);
  }

  fakes::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "journal.db.polls";
};

// A record of one letter, whose length follows from it: two halves of different ones are no such record.
std::string of_letter(std::size_t n) {
  return std::string(40 + 90 * (n % 26), static_cast<char>('a' + n % 26));
}

bool is_of_one_letter(const std::string& record) {
  return !record.empty() && record == of_letter(static_cast<std::size_t>(record.front() - 'a'));
}

TEST_F(PollLedgerTest, LiesBesideTheJournal) {
  EXPECT_EQ(ledger_path({.path = "/state/journal.db"}), "/state/journal.db.polls");
}

TEST_F(PollLedgerTest, KnowsNothingOfASourceThatWasNeverNoted) {
  EXPECT_EQ(open()->find("herald"), std::nullopt);
}

TEST_F(PollLedgerTest, KeepsTheLastRecordOfEachSource) {
  const auto ledger = open();
  ASSERT_TRUE(ledger->put("herald", "a much longer first record"));
  ASSERT_TRUE(ledger->put("herald", "second"));
  ASSERT_TRUE(ledger->put("courier", ""));
  EXPECT_THAT(ledger->find("herald"), Optional(std::string("second")));
  EXPECT_THAT(ledger->find("courier"), Optional(std::string()));
  EXPECT_THAT(ledger->ids(), UnorderedElementsAre("herald", "courier"));
}

TEST_F(PollLedgerTest, RemembersAcrossARestart) {
  ASSERT_TRUE(open()->put("herald", "first"));
  ASSERT_TRUE(open()->put("courier", "second"));
  const auto ledger = open();
  EXPECT_THAT(ledger->find("herald"), Optional(std::string("first")));
  EXPECT_THAT(ledger->find("courier"), Optional(std::string("second")));
}

TEST_F(PollLedgerTest, RemembersWhatAProcessNotedBeforeItWasKilled) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto ledger = PollLedger::open(path_, Opening::write);
    if (ledger) (void)ledger->ledger->put("herald", "last words");
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_THAT(open()->find("herald"), Optional(std::string("last words")));
}

TEST_F(PollLedgerTest, TakesARecordAsLongAsItPromisesAndNoLonger) {
  const auto ledger = open();
  const std::string longest(PollLedger::kMaxBytes - 6, 'x');
  ASSERT_TRUE(ledger->put("herald", longest));
  const Result<void> longer = ledger->put("herald", longest + "x");
  ASSERT_FALSE(longer);
  EXPECT_EQ(longer.error().kind, ErrorKind::limit_exceeded);
  EXPECT_THAT(ledger->find("herald"), Optional(longest));
  EXPECT_FALSE(ledger->put("", "x"));
}

TEST_F(PollLedgerTest, GrowsWithoutForgetting) {
  const auto ledger = open();
  for (std::size_t i = 0; i < 1'000; ++i) ASSERT_TRUE(ledger->put("source-" + std::to_string(i), of_letter(i)));
  const auto again = open();
  for (std::size_t i = 0; i < 1'000; ++i) {
    EXPECT_THAT(ledger->find("source-" + std::to_string(i)), Optional(of_letter(i))) << i;
    EXPECT_THAT(again->find("source-" + std::to_string(i)), Optional(of_letter(i))) << i;
  }
}

TEST_F(PollLedgerTest, ForgetsForGoodAndUsesTheRoomAgain) {
  const auto ledger = open();
  for (std::size_t i = 0; i < 64; ++i) ASSERT_TRUE(ledger->put("old-" + std::to_string(i), "x"));
  const auto size = std::filesystem::file_size(path_);
  ledger->forget(std::vector<std::string>{"old-7", "never there", "old-8"});
  EXPECT_EQ(ledger->find("old-7"), std::nullopt);
  EXPECT_EQ(open()->find("old-7"), std::nullopt);
  ASSERT_TRUE(ledger->put("new-1", "y"));
  ASSERT_TRUE(ledger->put("new-2", "y"));
  EXPECT_EQ(std::filesystem::file_size(path_), size);
  EXPECT_THAT(open()->find("new-1"), Optional(std::string("y")));
  EXPECT_THAT(open()->find("old-9"), Optional(std::string("x")));
}

TEST_F(PollLedgerTest, ToAReaderWithoutAFileIsNotFoundAndNothingIsCreated) {
  const auto opened = PollLedger::open(path_, Opening::read);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::not_found);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(PollLedgerTest, ShowsAReaderWhatIsWrittenMeanwhile) {
  const auto writer = open();
  ASSERT_TRUE(writer->put("herald", "first"));
  const auto reader = open(Opening::read);
  ASSERT_TRUE(writer->put("herald", "second"));
  EXPECT_THAT(reader->find("herald"), Optional(std::string("second")));
  writer->forget(std::vector<std::string>{"herald"});
  ASSERT_TRUE(writer->put("courier", "in the room of another"));
  EXPECT_EQ(reader->find("herald"), std::nullopt);
}

TEST_F(PollLedgerTest, ShowsReadersWholeRecordsWhileTheyAreWritten) {
  const auto writer = open();
  ASSERT_TRUE(writer->put("herald", of_letter(0)));
  std::atomic<bool> stop = false;
  std::atomic<std::size_t> torn = 0;
  std::atomic<std::size_t> seen = 0;
  const auto read = [&] {
    const auto reader = PollLedger::open(path_, Opening::read);
    while (reader && !stop) {
      const std::optional<std::string> record = reader->ledger->find("herald");
      if (record) ++seen;
      if (record && !is_of_one_letter(*record)) ++torn;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) readers.emplace_back(read);
  for (std::size_t i = 0; i < 50'000 || (seen < 1'000 && i < 10'000'000); ++i) {
    ASSERT_TRUE(writer->put("herald", of_letter(i)));
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(torn, 0U);
  EXPECT_GE(seen, 1'000U);
}

}  // namespace
}  // namespace tb::journal
