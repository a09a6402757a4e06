// Standard output: whole lines, and no reader can stop the daemon.
#include "sink/stdout_sink.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>

#include "fakes/an_item.hpp"
#include "fakes/fake_time.hpp"
#include "fakes/run_until_done.hpp"

namespace tb::sink {
namespace {

class StdoutSinkTest : public testing::Test {
 protected:
  StdoutSinkTest() {
    EXPECT_EQ(::pipe(ends_.data()), 0);
    ::signal(SIGPIPE, SIG_IGN);
  }
  ~StdoutSinkTest() override {
    for (const int end : ends_) ::close(end);
  }

  static std::vector<Outgoing> batch(std::size_t count, const std::string& body = "") {
    std::vector<Outgoing> outgoing;
    for (std::size_t i = 0; i < count; ++i) {
      const Alert alert = fakes::an_alert(fakes::an_item().reading(body), "rule-" + std::to_string(i));
      outgoing.push_back({.position = static_cast<std::int64_t>(i + 1), .alert = alert, .json = to_json(alert)});
    }
    return outgoing;
  }

  std::string read_all() {
    ::fcntl(ends_[0], F_SETFL, O_NONBLOCK);
    std::string text;
    std::array<char, 65536> piece{};
    for (ssize_t size = 0; (size = ::read(ends_[0], piece.data(), piece.size())) > 0;) {
      text.append(piece.data(), static_cast<std::size_t>(size));
    }
    return text;
  }

  std::array<int, 2> ends_{};
  asio::io_context context_;
  fakes::FakeTime time_;
};

TEST_F(StdoutSinkTest, WritesOneJsonObjectALineForPrograms) {
  StdoutSink sink({.format = StdoutFormat::automatic}, time_, ends_[1]);
  const auto outgoing = batch(2);
  const Delivery delivery = fakes::run_until_done(context_, sink.deliver(outgoing));
  EXPECT_THAT(delivery.verdicts, testing::Each(Verdict::delivered));
  EXPECT_EQ(read_all(), outgoing[0].json + "\n" + outgoing[1].json + "\n");
}

TEST_F(StdoutSinkTest, AReaderThatDoesNotReadLeavesAlertsWaitingAndGetsWholeLinesLater) {
  StdoutSink sink({.format = StdoutFormat::ndjson}, time_, ends_[1]);
  const auto outgoing = batch(3, std::string(50'000, 'x'));
  const Delivery stuck = fakes::run_until_done(context_, sink.deliver(outgoing));
  ASSERT_TRUE(stuck.trouble);
  EXPECT_EQ(stuck.verdicts.front(), Verdict::delivered);
  EXPECT_EQ(stuck.verdicts.back(), Verdict::waiting);
  std::string text = read_all();
  std::vector<Outgoing> rest;
  for (std::size_t i = 0; i < outgoing.size(); ++i) {
    if (stuck.verdicts[i] == Verdict::waiting) rest.push_back(outgoing[i]);
  }
  while (!rest.empty()) {
    const Delivery delivery = fakes::run_until_done(context_, sink.deliver(rest));
    text += read_all();
    std::erase_if(rest, [&, i = std::size_t{0}](const Outgoing&) mutable {
      return delivery.verdicts[i++] == Verdict::delivered;
    });
  }
  EXPECT_EQ(text, outgoing[0].json + "\n" + outgoing[1].json + "\n" + outgoing[2].json + "\n");
}

TEST_F(StdoutSinkTest, AReaderThatIsGoneIsTrouble) {
  ::close(std::exchange(ends_[0], ::open("/dev/null", O_RDONLY)));
  StdoutSink sink({.format = StdoutFormat::ndjson}, time_, ends_[1]);
  const Delivery delivery = fakes::run_until_done(context_, sink.deliver(batch(1)));
  ASSERT_TRUE(delivery.trouble);
  EXPECT_EQ(delivery.verdicts.front(), Verdict::waiting);
}

}  // namespace
}  // namespace tb::sink
