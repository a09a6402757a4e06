// Owners of coroutines, bells, turnstiles, deadlines, the pool.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>
#include <vector>

#include "fakes/run_until_done.hpp"
#include "tenbells/async/cancelled.hpp"
#include "tenbells/async/cpu_pool.hpp"
#include "tenbells/async/deadline.hpp"
#include "tenbells/async/gate.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/async/task_group.hpp"

namespace tb::async {
namespace {

using fakes::run_until_done;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_long(bool* ended) {
  SteadySleeper sleeper;
  const Woken woken = co_await sleeper.sleep_for(1h);
  *ended = woken == Woken::by_cancellation;
}

asio::awaitable<void> stop(TaskGroup& group) {
  co_await group.stop();
}

TEST(TaskGroup, StopCancelsItsTasksAndWaitsForTheirEnd) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  bool first = false;
  bool second = false;
  group.spawn("first", sleep_long(&first));
  group.spawn("second", sleep_long(&second));
  context.poll();
  run_until_done(context, stop(group));
  EXPECT_TRUE(first);
  EXPECT_TRUE(second);
  EXPECT_EQ(group.size(), 0U);
}

TEST(TaskGroup, StartsNothingAfterAStop) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  run_until_done(context, stop(group));
  bool ended = false;
  group.spawn("late", sleep_long(&ended));
  EXPECT_EQ(group.size(), 0U);
}

asio::awaitable<void> goes_on_after_cancellation(std::vector<std::string>* steps) {
  SteadySleeper sleeper;
  co_await sleeper.sleep_for(1h);
  steps->push_back("woken");
  const bool cancelled = co_await is_cancelled();
  if (cancelled) steps->push_back("knows");
  co_await sleeper.sleep_for(1ms);
  steps->push_back("tidied up");
}

TEST(TaskGroup, ACancelledTaskCanStillFinishWhatMustBeFinished) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  std::vector<std::string> steps;
  group.spawn("tidy", goes_on_after_cancellation(&steps));
  context.poll();
  run_until_done(context, stop(group));
  EXPECT_THAT(steps, testing::ElementsAre("woken", "knows", "tidied up"));
}

asio::awaitable<void> is_told_before_it_waits(CpuPool& pool, bool* ended) {
  auto work = [] { return true; };
  co_await pool.run(std::move(work));  // cannot be cancelled: the word comes while this runs
  SteadySleeper sleeper;
  const Woken woken = co_await sleeper.sleep_for(1h);
  *ended = woken == Woken::by_cancellation;
}

TEST(TaskGroup, AStopThatComesBeforeAWaitEndsItAsWell) {
  asio::io_context context;
  CpuPool pool(1);
  TaskGroup group(context.get_executor());
  bool ended = false;
  group.spawn("told early", is_told_before_it_waits(pool, &ended));
  context.poll_one();
  run_until_done(context, stop(group));
  EXPECT_TRUE(ended);
}

TEST(TaskGroupDeathTest, ATaskThatThrowsEndsTheProcessWithItsName) {
  const auto throws = []() -> asio::awaitable<void> {
    throw std::logic_error("broken");
    co_return;
  };
  EXPECT_DEATH(
      {
        asio::io_context context;
        TaskGroup group(context.get_executor());
        group.spawn("fragile", throws());
        context.run();
      },
      "\"fragile\" threw: broken");
}

asio::awaitable<int> quick() {
  co_return 7;
}

asio::awaitable<int> slow() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(1h);
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return 8;
}

TEST(Deadline, GivesTheValueOfWhatIsDoneInTime) {
  asio::io_context context;
  EXPECT_EQ(run_until_done(context, with_deadline(quick(), 1h)), 7);
}

TEST(Deadline, CancelsWhatIsNot) {
  asio::io_context context;
  EXPECT_EQ(run_until_done(context, with_deadline(slow(), 1ms)), std::nullopt);
}

asio::awaitable<bool> wait_for(Bell& bell) {
  co_await bell.wait_for(1h);
  co_return true;
}

TEST(Bell, ARingWithNobodyWaitingIsRememberedOnce) {
  asio::io_context context;
  Bell bell(context.get_executor());
  bell.ring();
  bell.ring();
  EXPECT_TRUE(run_until_done(context, wait_for(bell)));
  bool again = false;
  asio::co_spawn(context, wait_for(bell), [&](const std::exception_ptr&, bool) { again = true; });
  context.restart();
  context.poll();
  EXPECT_FALSE(again);
  bell.ring();
  context.poll();
  EXPECT_TRUE(again);
}

struct Crowd {
  int inside = 0;
  int most = 0;
  int served = 0;
};

asio::awaitable<void> pass(Turnstile& turnstile, Crowd* crowd) {
  const Turnstile::Slot slot = co_await turnstile.enter();
  if (!slot.held()) co_return;
  ++crowd->inside;
  crowd->most = std::max(crowd->most, crowd->inside);
  SteadySleeper sleeper;
  co_await sleeper.sleep_for(1ms);
  --crowd->inside;
  ++crowd->served;
}

asio::awaitable<void> join(TaskGroup& group) {
  co_await group.join();
}

TEST(Turnstile, LetsNoMoreInThanItHasPlacesAndEverybodyInTheEnd) {
  asio::io_context context;
  Turnstile turnstile(context.get_executor(), 3);
  TaskGroup group(context.get_executor());
  Crowd crowd;
  for (int i = 0; i < 20; ++i) group.spawn("guest", pass(turnstile, &crowd));
  run_until_done(context, join(group));
  EXPECT_EQ(crowd.most, 3);
  EXPECT_EQ(crowd.served, 20);
}

asio::awaitable<bool> works_elsewhere(CpuPool& pool) {
  const auto here = std::this_thread::get_id();
  auto where = [] { return std::this_thread::get_id(); };
  const auto there = co_await pool.run(std::move(where));
  co_return there != here&& std::this_thread::get_id() == here;
}

TEST(CpuPool, WorksOnAnotherThreadAndComesHome) {
  asio::io_context context;
  CpuPool pool(2);
  EXPECT_TRUE(run_until_done(context, works_elsewhere(pool)));
}

}  // namespace
}  // namespace tb::async
