// The ledger on bad days: damaged and foreign files, torn records, killed writers, a full disk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "fakes/temporary_folder.hpp"
#include "tenbells/journal/poll_ledger.hpp"

namespace tb::journal {
namespace {

using testing::HasSubstr;
using testing::Optional;

class PollLedgerFaults : public testing::Test {
 protected:
  PollLedger::Opened open() {
    Result<PollLedger::Opened> opened = PollLedger::open(path_, Opening::write);
    EXPECT_TRUE(opened) << to_string(opened.error());
    return std::move(*opened);
  }

  std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // Changes the byte `offset` after the first place of the text.
  void damage(const std::string& text, std::size_t offset) {
    std::string all = bytes();
    const std::size_t at = all.find(text);
    ASSERT_NE(at, std::string::npos);
    all[at + offset] = static_cast<char>(all[at + offset] ^ 1);
    folder_.write(path_.filename(), all);
  }

  void expect_moved_aside(const std::string& content) {
    folder_.write(path_.filename(), content);
    const auto reader = PollLedger::open(path_, Opening::read);
    EXPECT_FALSE(reader);
    EXPECT_EQ(bytes(), content) << "a reader changes nothing";
    const PollLedger::Opened opened = open();
    ASSERT_TRUE(opened.warning);
    EXPECT_THAT(to_string(*opened.warning), HasSubstr(path_.string() + ".damaged"));
    EXPECT_EQ(std::filesystem::file_size(path_.string() + ".damaged"), content.size());
    ASSERT_TRUE(opened.ledger->put("herald", "anew"));
    EXPECT_THAT(open().ledger->find("herald"), Optional(std::string("anew")));
  }

  fakes::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "journal.db.polls";
};

TEST_F(PollLedgerFaults, ATornRecordIsUnknownIsToldOnceAndTakesNoOtherWithIt) {
  ASSERT_TRUE(open().ledger->put("herald", "the whole record"));
  ASSERT_TRUE(open().ledger->put("courier", "another record"));
  damage("the whole record", 5);
  const PollLedger::Opened opened = open();
  ASSERT_TRUE(opened.warning);
  EXPECT_THAT(opened.warning->why, HasSubstr("1 of 2 records"));
  EXPECT_EQ(opened.ledger->find("herald"), std::nullopt);
  EXPECT_THAT(opened.ledger->find("courier"), Optional(std::string("another record")));
  EXPECT_EQ(open().warning, std::nullopt);
}

TEST_F(PollLedgerFaults, ARecordWhoseIdIsTornBecomesNobodyElses) {
  ASSERT_TRUE(open().ledger->put("herald", "record"));
  damage("herald", 0);
  EXPECT_TRUE(open().ledger->ids().empty());
}

TEST_F(PollLedgerFaults, LengthsThatNobodyWroteAreTorn) {
  ASSERT_TRUE(open().ledger->put("herald", "record"));
  for (const std::size_t byte : {1U, 3U, 5U, 7U}) damage("herald", byte - 8);
  const PollLedger::Opened opened = open();
  EXPECT_TRUE(opened.warning);
  EXPECT_TRUE(opened.ledger->ids().empty());
}

TEST_F(PollLedgerFaults, OfATruncatedFileWhatIsThereIsKept) {
  {
    const PollLedger::Opened opened = open();
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(opened.ledger->put("source-" + std::to_string(i), "record"));
  }
  std::filesystem::resize_file(path_, 4096 + 10 * 2544 + 1'000);
  const PollLedger::Opened opened = open();
  ASSERT_TRUE(opened.warning);
  EXPECT_THAT(opened.warning->why, HasSubstr("40 of 50 records"));
  EXPECT_EQ(opened.ledger->ids().size(), 10U);
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(opened.ledger->put("source-" + std::to_string(i), "again"));
  EXPECT_EQ(open().ledger->ids().size(), 50U);
}

TEST_F(PollLedgerFaults, AnEmptyFileIsMovedAside) {
  expect_moved_aside("");
}

TEST_F(PollLedgerFaults, GarbageIsMovedAside) {
  expect_moved_aside(std::string(100'000, 'x'));
}

TEST_F(PollLedgerFaults, ANewerProgramsFileIsMovedAside) {
  { ASSERT_TRUE(open().ledger->put("herald", "record")); }
  std::string all = bytes();
  all[8] = 9;  // the version
  expect_moved_aside(all);
}

TEST_F(PollLedgerFaults, AHeaderThatClaimsTooMuchIsMovedAside) {
  { ASSERT_TRUE(open().ledger->put("herald", "record")); }
  std::string all = bytes();
  all[16 + 7] = 0x7f;  // the slots in use
  expect_moved_aside(all);
}

TEST_F(PollLedgerFaults, AFolderThatIsNotThereIsNamed) {
  const auto opened = PollLedger::open(folder_.path() / "nowhere" / "polls", Opening::write);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::refused);
  EXPECT_THAT(to_string(opened.error()), HasSubstr((folder_.path() / "nowhere").string()));
}

// Killed at no matter what point: what is there afterwards is whole.
TEST_F(PollLedgerFaults, AKilledWriterLeavesWholeRecordsOrNone) {
  const auto record = [](std::size_t n) { return std::string(100 + n % 2'000, static_cast<char>('a' + n % 26)); };
  for (int round = 0; round < 20; ++round) {
    std::array<int, 2> begun{};
    ASSERT_EQ(::pipe(begun.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      const auto opened = PollLedger::open(path_, Opening::write);
      for (std::size_t n = 0; opened; ++n) {
        (void)opened->ledger->put("source-" + std::to_string(n % 200), record(n));
        if (n == 300 && ::write(begun[1], "x", 1) != 1) break;
      }
      ::_exit(1);
    }
    char byte = 0;
    ASSERT_EQ(::read(begun[0], &byte, 1), 1);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(begun[0]);
    ::close(begun[1]);
    const PollLedger::Opened opened = open();
    EXPECT_GE(opened.ledger->ids().size(), 199U);
    for (const std::string& id : opened.ledger->ids()) {
      const std::optional<std::string> found = opened.ledger->find(id);
      ASSERT_TRUE(found);
      EXPECT_EQ(found->find_first_not_of(found->front()), std::string::npos) << "two halves";
    }
  }
}

class FullDisk {
 public:
  explicit FullDisk(rlim_t largest_file) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = largest_file, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
};

TEST_F(PollLedgerFaults, OnAFullDiskWhatIsThereCanStillBeReplacedAndNothingMoreCanCome) {
  const PollLedger::Opened opened = open();
  for (int i = 0; i < 64; ++i) ASSERT_TRUE(opened.ledger->put("source-" + std::to_string(i), "record"));
  {
    const FullDisk full(std::filesystem::file_size(path_));
    const Result<void> more = opened.ledger->put("one-more", "record");
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(opened.ledger->find("one-more"), std::nullopt);
    EXPECT_TRUE(opened.ledger->put("source-7", "replaced"));
  }
  EXPECT_THAT(opened.ledger->find("source-7"), Optional(std::string("replaced")));
  EXPECT_TRUE(opened.ledger->put("one-more", "there is room again"));
  EXPECT_EQ(open().ledger->ids().size(), 65U);
}

TEST_F(PollLedgerFaults, OnAFullDiskNoneIsCreatedAndNoHalfOfOneIsLeft) {
  const FullDisk full(8'192);
  const auto opened = PollLedger::open(path_, Opening::write);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::unavailable);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(PollLedgerFaults, WhatIsNoFileIsLeftAloneAndSaidToBeNone) {
  std::filesystem::create_directory(path_);
  for (const Opening opening : {Opening::read, Opening::write}) {
    const auto opened = PollLedger::open(path_, opening);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::refused);
    EXPECT_THAT(to_string(opened.error()), HasSubstr("it is no file"));
  }
  EXPECT_TRUE(std::filesystem::is_directory(path_));
}

TEST_F(PollLedgerFaults, WhoeverReadsADamagedOneIsToldWhatBecomesOfIt) {
  folder_.write(path_.filename(), "garbage");
  const auto opened = PollLedger::open(path_, Opening::read);
  ASSERT_FALSE(opened);
  EXPECT_THAT(to_string(opened.error()), HasSubstr("the daemon moves it aside"));
}

}  // namespace
}  // namespace tb::journal
