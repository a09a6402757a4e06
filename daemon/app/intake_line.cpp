// Straight down; every step may end it with an error, and then nothing has been committed and the poll is repeated.
#include "intake_line.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <utility>

#include "tenbells/core/printable.hpp"
#include "tenbells/feed/detected_language.hpp"
#include "tenbells/feed/feed.hpp"
#include "tenbells/intake/identity.hpp"
#include "tenbells/intake/sift.hpp"

namespace tb::app {
namespace {

using schedule::Reason;

constexpr std::size_t kShownTitle = 200;  // code points of it that a log line shows

struct Decoded {
  std::vector<Item> items;
  feed::Channel channel;
  Flaws flaws;
};

Flaws flaws_of(const std::vector<feed::Warning>& warnings) {
  Flaws flaws;
  std::set<std::string_view> kinds;
  for (const feed::Warning& warning : warnings) {
    kinds.insert(to_string(warning.kind));
    flaws.words += (flaws.words.empty() ? "" : "; ") + warning.message;
  }
  for (const std::string_view kind : kinds) flaws.kinds += (flaws.kinds.empty() ? "" : " ") + std::string(kind);
  return flaws;
}

Result<Decoded> decode(const source::Options& source, const Document& document, const feed::Limits& limits,
                       Moment now) {
  Result<feed::Feed> feed = source.kind == source::Kind::api ? feed::decode_json(document, source.mapping, limits)
                                                             : feed::decode(document, limits);
  if (!feed) return fail(std::move(feed).error());
  std::vector<Item> items;
  items.reserve(feed->items.size());
  for (feed::Entry& entry : feed->items) {
    if (entry.language.empty()) entry.language = feed->language;
    items.push_back(std::move(static_cast<Item&>(entry)));
  }
  return Decoded{.items = intake::identify(std::move(items), source.id, source.tags, now),
                 .channel = std::move(feed->channel),
                 .flaws = flaws_of(feed->warnings)};
}

// Rules may ask for the language. Only new items get here: to recognise it can take as long as to decode the item.
std::vector<Item> with_languages(std::vector<Item> items) {
  for (Item& item : items) {
    if (item.language.empty()) item.language = feed::detected_language(item);
  }
  return items;
}

std::vector<journal::RoutedAlert> ring(const std::vector<Item>& items, const Rulebook& rulebook, Moment now) {
  std::vector<journal::RoutedAlert> alerts;
  for (const Item& item : items) {
    const std::vector<Hit> hits = rulebook.rules->match(item);
    for (auto& alert : alerting::make_alerts(item, hits, rulebook.routes, now)) alerts.push_back(std::move(alert));
  }
  return alerts;
}

struct Matched {
  std::vector<Item> items;
  std::vector<journal::RoutedAlert> alerts;
};

std::vector<std::string> ids_of(const std::vector<Item>& items) {
  std::vector<std::string> ids;
  ids.reserve(items.size());
  for (const Item& item : items) ids.push_back(item.id);
  return ids;
}

TakenIn failed(Error error, Reason reason) {
  TakenIn taken;
  taken.end.outcome = Outcome::failed;
  taken.end.reason = reason;
  taken.end.error = std::move(error);
  return taken;
}

Reason unreadable(const Error& error) {
  if (error.kind == ErrorKind::limit_exceeded) return Reason::limit;
  return error.kind == ErrorKind::invalid_input ? Reason::not_a_feed : Reason::malformed;
}

std::vector<Listed> listed_of(const std::vector<Item>& items) {
  std::vector<Listed> listed;
  listed.reserve(items.size());
  for (const Item& item : items) listed.push_back({.id = item.id, .title = shortened(item.title, kShownTitle)});
  return listed;
}

std::vector<Moment> dates_of(const std::vector<Item>& items) {
  std::vector<Moment> dates;
  for (const Item& item : items) {
    if (item.published) dates.push_back(*item.published);
  }
  return dates;
}

}  // namespace

asio::awaitable<TakenIn> IntakeLine::take_in(source::Options source, Document document, SourceState state,
                                             Outcome outcome) {
  const Moment now = stations_.clock.now();
  auto decoding = [source, document = std::move(document), limits = stations_.limits, now] {
    return decode(source, document, limits, now);
  };
  Result<Decoded> decoded = co_await stations_.pool.run(std::move(decoding));
  if (!decoded) {
    const Reason reason = unreadable(decoded.error());
    co_return failed(std::move(decoded).error().during("read " + source.id, source.url), reason);
  }

  std::vector<std::string> ids = ids_of(decoded->items);
  Result<std::vector<bool>> known = co_await stations_.journal.known(std::move(ids));
  if (!known) co_return failed(std::move(known).error(), Reason::journal);
  std::vector<Listed> listed;
  if (decoded->channel.is_complete) listed = listed_of(decoded->items);
  const bool first_look = state.baselined_at == Moment{};
  const bool baseline = first_look && source.first_poll == source::FirstPoll::baseline;
  intake::Sifted sifted =
      intake::sift(std::move(decoded->items), *known, baseline ? intake::Baseline::record : intake::Baseline::none);

  TakenIn taken;
  taken.end.outcome = outcome;
  taken.end.fresh = sifted.fresh.size();
  taken.end.baseline = baseline;
  taken.end.flaws = std::move(decoded->flaws);
  taken.end.overflowed = !first_look && !known->empty() && std::ranges::none_of(*known, std::identity());
  taken.channel = std::move(decoded->channel);
  taken.listed = std::move(listed);
  taken.published = dates_of(sifted.fresh);
  if (sifted.fresh.empty() && !first_look) {
    if (outcome == Outcome::fresh) taken.end.outcome = Outcome::unchanged;
    co_return taken;  // nothing new: nothing is written
  }
  if (first_look) state.baselined_at = now;
  Result<std::size_t> recorded =
      co_await record(std::move(source), std::move(sifted.fresh), sifted.may_ring, std::move(state));
  if (!recorded) co_return failed(std::move(recorded).error(), Reason::journal);
  taken.alerts = *recorded;
  taken.committed = true;
  co_return taken;
}

asio::awaitable<Result<std::size_t>> IntakeLine::record(source::Options source, std::vector<Item> fresh, bool may_ring,
                                                        SourceState state) {
  journal::Commit commit;
  commit.source = source.id;
  commit.state = std::move(state);
  if (!fresh.empty()) {
    const Moment now = stations_.clock.now();
    auto matching = [fresh = std::move(fresh), may_ring, rulebook = stations_.rulebook, now]() mutable {
      Matched matched{.items = with_languages(std::move(fresh)), .alerts = {}};
      if (may_ring) matched.alerts = ring(matched.items, *rulebook, now);
      return matched;
    };
    Matched matched = co_await stations_.pool.run(std::move(matching));
    commit.items = std::move(matched.items);
    commit.alerts = std::move(matched.alerts);
  }
  const std::size_t alerts = commit.alerts.size();
  Result<void> committed = co_await stations_.journal.commit(std::move(commit));
  if (!committed) co_return fail(std::move(committed).error());
  if (alerts > 0) stations_.rang();
  co_return alerts;
}

}  // namespace tb::app
