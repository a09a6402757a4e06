// An unchanged poll writes nothing: validators alone are no reason for a commit, what they stand for is known. A change
// of address or a parking is one.
#include "subscription.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace tb::app {
namespace {

bool is_same_place(const SourceState& a, const SourceState& b) {
  return a.configured_url == b.configured_url && a.moving_to == b.moving_to && a.moves_seen == b.moves_seen &&
         a.moved_to == b.moved_to && a.parked == b.parked;
}

}  // namespace

Subscription::Subscription(source::Options options, IntakeLine& line, journal::Journal& journal, const Clock& clock)
    : options_(std::move(options)), line_(line), journal_(journal), clock_(clock) {}

asio::awaitable<Result<void>> Subscription::recall() {
  Result<std::optional<SourceState>> remembered = co_await journal_.state_of(options_.id);
  if (!remembered) co_return fail(std::move(remembered).error());
  if (*remembered) state_ = std::move(**remembered);
  saved_ = state_;
  if (state_.configured_url != options_.url) {  // what was learned is of another address
    state_.configured_url.clear();
    state_.moving_to.clear();
    state_.moves_seen = 0;
    state_.moved_to.clear();
    state_.parked.clear();
  }
  co_return Result<void>();
}

asio::awaitable<TakenIn> Subscription::take(source::Polled polled) {
  TakenIn taken;
  if (!polled.document) {
    taken.end.outcome = polled.outcome;
    taken.end.reason = polled.reason;
    taken.end.error = std::move(polled.error);
    state_ = std::move(polled.state);
  } else {
    SourceState next = polled.state;
    taken = co_await line_.take_in(options_, std::move(*polled.document), std::move(polled.state), polled.outcome);
    if (taken.end.error) co_return taken;
    if (polled.is_delta) taken.end.overflowed = false;  // it holds what is new and nothing else
    if (!polled.is_delta) compare_listed(taken);
    if (taken.committed && state_.baselined_at == Moment{}) next.baselined_at = clock_.now();
    state_ = std::move(next);
    if (taken.committed) saved_ = state_;
  }
  const Result<void> saved = co_await save();
  if (!saved && !taken.end.error) {
    taken.end.outcome = Outcome::failed;
    taken.end.reason = schedule::Reason::journal;
    taken.end.error = saved.error();
  }
  co_return taken;
}

// Only of two complete documents in a row can be told what was removed between them.
void Subscription::compare_listed(TakenIn& taken) {
  std::unordered_set<std::string_view> still;
  for (const Listed& item : taken.listed) still.insert(item.id);
  if (taken.channel.is_complete) {
    std::ranges::copy_if(listed_, std::back_inserter(taken.removed),
                         [&](const Listed& item) { return !still.contains(item.id); });
  }
  listed_ = std::move(taken.listed);
}

asio::awaitable<TakenIn> Subscription::take_page(Document page) {
  SourceState unchanged = state_;
  co_return co_await line_.take_in(options_, std::move(page), std::move(unchanged), Outcome::fresh);
}

asio::awaitable<Result<void>> Subscription::park(std::string_view why) {
  state_.configured_url = options_.url;
  state_.parked = why;
  state_.parked_at = clock_.now();
  co_return co_await save();
}

asio::awaitable<Result<void>> Subscription::let_go() {
  state_.parked.clear();
  state_.parked_at = {};
  co_return co_await save();
}

asio::awaitable<Result<void>> Subscription::save() {
  if (is_same_place(state_, saved_)) co_return Result<void>();
  journal::Commit commit;
  commit.source = options_.id;
  commit.state = state_;
  Result<void> committed = co_await journal_.commit(std::move(commit));
  if (committed) saved_ = state_;
  co_return committed;
}

}  // namespace tb::app
