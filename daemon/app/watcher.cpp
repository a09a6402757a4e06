// The loop decides nothing: the schedule says when, the poll says what came, the line says what was new.
#include "watcher.hpp"

#include <functional>
#include <utility>

#include "tenbells/async/cancelled.hpp"
#include "tenbells/schedule/next_poll.hpp"

namespace tb::app {

Watcher::Watcher(source::Options source, Surroundings surroundings, std::size_t siblings)
    : source_(std::move(source)),
      around_(surroundings),
      siblings_(siblings),
      random_(static_cast<unsigned>(std::hash<std::string>{}(source_.id))) {}

asio::awaitable<void> Watcher::watch() {
  random_.discard(16);  // a linear generator's first numbers resemble its seed
  co_await around_.sleeper.sleep_for(schedule::first_wait(source_.schedule, siblings_, chance()));
  co_await recall();
  for (;;) {
    bool stop = co_await async::is_cancelled();
    if (stop) co_return;
    async::Turnstile::Slot slot = co_await around_.turnstile.enter();
    if (!slot.held()) co_return;
    source::Polled polled = co_await source::poll(around_.client, around_.clock, source_, state_);
    stop = co_await async::is_cancelled();
    if (stop) co_return;
    const auto retry_after = polled.retry_after;
    const bool answered = polled.answered;
    const PollEnd end = co_await use(std::move(polled));
    slot.release();
    const SourceHealth before = std::exchange(health_, after(health_, end));
    // What fails on our side (a full disk) is no reason to stay away longer.
    const schedule::Polled went{.outcome = end.outcome,
                                .failures_in_a_row = end.ours ? 1 : health_.failures_in_a_row,
                                .answered = answered,
                                .retry_after = retry_after};
    const auto wait = schedule::next_wait(source_.schedule, went, chance());
    for (const LogRecord& line : describe_change(source_.id, before, health_, end, wait)) around_.log.write(line);
    if (!wait) co_return;
    co_await around_.sleeper.sleep_for(*wait);
  }
}

// What the journal remembers of the source. Without it nothing can be polled: a forgotten baseline would ring old news.
asio::awaitable<void> Watcher::recall() {
  for (;;) {
    Result<std::optional<SourceState>> remembered = co_await around_.journal.state_of(source_.id);
    const bool stop = co_await async::is_cancelled();
    if (stop) co_return;
    if (remembered) {
      if (*remembered) state_ = std::move(**remembered);
      co_return;
    }
    if (health_.state != SourceHealth::State::failing) {
      around_.log.error("the journal cannot be read; the source waits",
                        {{"source", source_.id}, {"why", to_string(remembered.error())}});
    }
    health_ = after(health_, {.outcome = Outcome::failed, .error = remembered.error()});
    co_await around_.sleeper.sleep_for(source_.schedule.every);
  }
}

// The state moves on only when the document was read and what was new in it is durable.
asio::awaitable<PollEnd> Watcher::use(source::Polled polled) {
  if (!polled.document) {
    if (!polled.error) state_ = std::move(polled.state);
    PollEnd end{.outcome = polled.outcome};
    end.error = std::move(polled.error);
    co_return end;
  }
  SourceState next = polled.state;
  TakenIn taken =
      co_await around_.line.take_in(source_, std::move(*polled.document), std::move(polled.state), polled.outcome);
  if (taken.end.error) co_return std::move(taken.end);
  if (taken.committed && state_.baselined_at == Moment{}) next.baselined_at = around_.clock.now();
  state_ = std::move(next);
  co_return std::move(taken.end);
}

}  // namespace tb::app
