// One poll of a stream: through the origin's gate to the answer, then to all who share it; older pages after a gap, and
// what a hub pushes meanwhile.
#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "tenbells/async/cancelled.hpp"
#include "tenbells/http/url.hpp"
#include "watcher.hpp"
#include "watcher_round.hpp"

namespace tb::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Pages of older items that are asked for after a gap (RFC 5005), at most.
constexpr int kMaxPages = 10;

std::string older_page(const feed::Channel& channel) {
  return channel.prev_archive.empty() ? channel.next : channel.prev_archive;
}

}  // namespace

std::string Watcher::origin_asked(const http::Request& request) {
  const std::string url = http::canonical_url(request.url).value_or(request.url);
  return source::origin_of(url);
}

// Where the owner wants robots.txt to be respected, its origin is asked for it first.
asio::awaitable<Result<void>> Watcher::ask_robots(http::Request request) {
  if (!leader().options().respect_robots) co_return Result<void>();
  std::optional<Result<void>> verdict = around_.robots.verdict(request);
  if (verdict) co_return *verdict;
  http::Request file = source::robots_request(request);
  std::string origin = origin_asked(file);
  const source::OriginGate::Slot place = co_await enter(std::move(origin));
  if (!place.held()) co_return Result<void>();  // the poll is stopped as well
  verdict = around_.robots.verdict(request);    // another source of the origin may have come before
  if (verdict) co_return *verdict;
  const Result<http::Response> answer = co_await around_.client.fetch(std::move(file));
  const bool stop = co_await async::is_cancelled();
  if (stop) co_return Result<void>();
  around_.robots.learn(request, answer);
  verdict = around_.robots.verdict(request);
  co_return verdict.value_or(Result<void>());
}

asio::awaitable<Watcher::Round> Watcher::poll() {
  http::Request request = source::request_for(leader().options(), common_state());
  http::Request wanted = request;
  const Result<void> allowed = co_await ask_robots(std::move(wanted));
  const bool is_over = co_await async::is_cancelled();
  Round stopped;
  stopped.is_stopped = true;
  if (is_over) co_return stopped;
  if (!allowed) {
    Round refused;
    const Result<http::Response> unasked = fail(allowed.error());
    co_await feed(refused, request, unasked);
    co_return refused;
  }
  const std::string origin = origin_asked(request);
  source::OriginGate::Slot place;
  async::Turnstile::Slot slot;
  do {  // who was asked to stay away while it waited for its turn has not been there yet, and does not go
    slot.release();
    place.release();
    place = co_await enter(origin);
    if (!place.held()) co_return stopped;
    at_work_ = false;
    slot = co_await around_.turnstile.enter();
    at_work_ = true;
    if (!slot.held()) co_return stopped;
  } while (around_.origins.held_until(origin));
  const auto started = around_.clock.steady_now();
  if (is_learned()) around_.budget.count_request();
  http::Request asked = request;
  const Result<http::Response> response = co_await around_.client.fetch(std::move(request));
  place.release();
  Round round;
  round.latency = std::chrono::ceil<milliseconds>(around_.clock.steady_now() - started);
  round.late_by = std::max(std::chrono::ceil<milliseconds>(started - due_), milliseconds{0});
  const bool stop = co_await async::is_cancelled();
  if (stop) co_return stopped;
  {
    const async::Turnstile::Slot alone = co_await taking_.enter();
    if (alone.held()) co_await feed(round, asked, response);
    // Always first the origin's place, then ours: who waited at a gate with a place of ours in hand would wait for
    // those inside, who wait for it.
    slot.release();
    if (alone.held()) co_await fill_gap(round);
  }
  if (round.taken.empty()) co_return stopped;
  co_return round;
}

// The answer to all who share it. Each judges it by its own state.
asio::awaitable<void> Watcher::feed(Round& round, const http::Request& request,
                                    const Result<http::Response>& response) {
  const Moment now = around_.clock.now();
  for (const auto& subscription : subscriptions_) {
    source::Polled polled;
    if (response) {
      polled = source::judge(subscription->options(), subscription->state(), request, *response, now,
                             around_.moves_before_adoption);
    } else {
      polled = source::judge(subscription->options(), subscription->state(), response.error());
    }
    if (subscription == subscriptions_.front()) {
      std::optional<Document> document = std::exchange(polled.document, std::nullopt);
      round.polled = polled;
      polled.document = std::move(document);
      hold_origin(polled, origin_asked(request));
    }
    const std::string moved_to = subscription->state().moved_to;
    TakenIn taken = co_await subscription->take(std::move(polled));
    round.taken.push_back(std::move(taken));
    if (subscription->state().moved_to == moved_to) continue;
    around_.log.info("the publisher has moved the source for good: its new address is asked from now on",
                     {{"source", subscription->options().id}, {"to", subscription->state().moved_to}});
    has_moved_ = true;
  }
}

// Sources that push are told of at every poll: a channel that changes is followed. A hub pushes feeds; what it might
// push of an API nobody has defined.
void Watcher::look_for_push(const Round& round) {
  const source::Options& options = leader().options();
  const bool may_push = around_.push != nullptr && options.websub && options.kind == source::Kind::feed;
  if (!may_push || round.taken.front().end.error) return;
  const source::Polled& polled = round.polled;
  const auto channel = source::discover(polled.links, polled.answered_by, round.taken.front().channel);
  if (channel) {
    around_.push->watch(options.id, *channel, {.allow_private = options.allow_private, .proxy = options.http_proxy});
  } else if (round.taken.front().end.flaws) {  // a document was read, and it names no hub
    around_.push->forget(options.id);
  }
}

asio::awaitable<void> Watcher::take_delivery(Document document) {
  const async::Turnstile::Slot alone = co_await taking_.enter();
  if (!alone.held()) co_return;
  for (const auto& subscription : subscriptions_) {
    Document copy = document;
    const TakenIn taken = co_await subscription->take_page(std::move(copy));
    const bool stop = co_await async::is_cancelled();
    if (stop) co_return;
    if (taken.end.error) {
      around_.log.warning("what a hub has pushed cannot be taken in: the next poll brings it",
                          {{"source", subscription->options().id}, {"why", to_string(*taken.end.error)}});
      continue;
    }
    subscription->health.items += taken.end.fresh;
    if (taken.end.fresh > 0) subscription->health.last_item_at = around_.clock.now();
    SourceRecord record = around_.notes.find(subscription->options(), subscription->state());
    record.health = subscription->health;
    around_.notes.put(subscription->options(), subscription->state(), std::move(record));
    if (subscription != subscriptions_.front()) continue;
    pushed_items_ += taken.end.fresh;
    pushed_.insert(pushed_.end(), taken.published.begin(), taken.published.end());
  }
}

// Whoever asks us to stay away is left alone by all of its sources.
void Watcher::hold_origin(const source::Polled& polled, const std::string& asked) {
  if (polled.reason != schedule::Reason::throttled || !polled.retry_after) return;
  const seconds wait = std::min(*polled.retry_after, around_.etiquette.retry_after_ceiling);
  const Moment until = around_.clock.now() + wait;
  around_.origins.hold(asked, until);
  around_.origins.hold(source::origin_of(polled.answered_by), until);
}

// News between two polls that share no item: the publisher may keep them on older pages (RFC 5005 §3, §4). Whose gap is
// filled, or who had none, reads no further.
asio::awaitable<void> Watcher::fill_gap(Round& round) {
  if (round.taken.empty() || !round.taken.front().end.overflowed) co_return;
  std::string page = older_page(round.taken.front().channel);
  if (page.empty()) co_return;
  const source::Options& options = leader().options();
  std::set<std::string> visited;
  std::vector<bool> has_gap;
  for (const TakenIn& taken : round.taken) has_gap.push_back(taken.end.overflowed);
  for (int count = 0; count < kMaxPages && has_gap.front() && visited.insert(page).second; ++count) {
    std::optional<http::Response> response = co_await fetch_page(page);
    if (!response) break;
    page.clear();
    for (std::size_t i = 0; i < subscriptions_.size(); ++i) {
      if (!has_gap[i]) continue;
      Document document{
          .bytes = response->body, .url = response->url, .content_type = std::string(response->header("Content-Type"))};
      const TakenIn older = co_await subscriptions_[i]->take_page(std::move(document));
      has_gap[i] = !older.end.error && older.end.overflowed;
      TakenIn& taken = round.taken[i];
      taken.end.fresh += older.end.fresh;
      taken.published.insert(taken.published.end(), older.published.begin(), older.published.end());
      if (i == 0) page = older_page(older.channel);
    }
    if (page.empty()) break;
  }
  around_.log.info("older pages of the source were read to fill a gap",
                   {{"source", options.id}, {"pages", std::to_string(visited.size())}});
}

// Nothing where it cannot be had, or must not be asked for.
asio::awaitable<std::optional<http::Response>> Watcher::fetch_page(std::string page) {
  const source::Options& options = leader().options();
  http::Request request = source::request_for(options, {});
  const std::string own = origin_asked(request);
  request.url = std::move(page);
  const std::string origin = origin_asked(request);
  if (origin != own) request.credentials.clear();
  const std::optional<Result<void>> robots = around_.robots.verdict(request);
  if (options.respect_robots && (!robots || !*robots)) co_return std::nullopt;
  source::OriginGate::Slot place = co_await enter(origin);
  if (!place.held()) co_return std::nullopt;
  const async::Turnstile::Slot slot = co_await around_.turnstile.enter();
  if (!slot.held()) co_return std::nullopt;
  http::Request asked = request;
  Result<http::Response> response = co_await around_.client.fetch(std::move(request));
  place.release();
  const bool stop = co_await async::is_cancelled();
  if (stop || !response) co_return std::nullopt;
  if (response->status == 200) co_return std::move(*response);
  const source::Polled refused =
      source::judge(options, leader().state(), asked, *response, around_.clock.now(), around_.moves_before_adoption);
  hold_origin(refused, origin);
  co_return std::nullopt;
}

// Where all remember the same document they can share the question for a newer one; else the whole is asked for.
SourceState Watcher::common_state() const {
  const SourceState& first = leader().state();
  const bool agree = std::ranges::all_of(subscriptions_, [&](const auto& subscription) {
    const SourceState& state = subscription->state();
    return state.url == first.url && state.etag == first.etag && state.last_modified == first.last_modified &&
           state.body_digest == first.body_digest;
  });
  if (agree) return first;
  SourceState unconditional = first;
  unconditional.etag.clear();
  unconditional.last_modified.clear();
  return unconditional;
}

}  // namespace tb::app
