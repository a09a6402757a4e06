// What a poll leads the watcher to say: each source's health and the lines about its changes; what was removed, what is
// costly, what cannot be followed.
#include <algorithm>
#include <utility>

#include "watcher.hpp"
#include "watcher_round.hpp"

namespace tb::app {
namespace {

// A feed that drops a thousand items at once fills no log.
constexpr std::size_t kMaxRemovedTold = 20;

}  // namespace

void Watcher::tell(const Round& round, const schedule::Decision& next) {
  const Moment now = around_.clock.now();
  for (std::size_t i = 0; i < subscriptions_.size(); ++i) {
    Subscription& subscription = *subscriptions_[i];
    PollEnd end = round.taken[i].end;
    end.excused = end.error && schedule::is_excused(standing_, around_.etiquette, now);
    const Moment last_item = end.fresh > 0 ? now : subscription.health.last_item_at;
    end.is_stale = schedule::is_stale(rhythm_, last_item, now);
    const SourceHealth before = subscription.health;
    subscription.health = after(before, end, now);
    subscription.health.last_latency = round.latency;
    subscription.health.late_by = round.late_by;
    subscription.health.last_bytes = round.polled.transferred;
    for (const LogRecord& line : describe_change(subscription.options().id, before, subscription.health, end, next)) {
      around_.log.write(line);
    }
  }
}

// A complete feed (RFC 5005 §2) that drops an item has removed it; an ordinary one has merely grown.
void Watcher::say_removed(const Round& round) const {
  for (std::size_t i = 0; i < subscriptions_.size(); ++i) {
    const std::string& source = subscriptions_[i]->options().id;
    const std::vector<Listed>& removed = round.taken[i].removed;
    const std::size_t told = std::min(removed.size(), kMaxRemovedTold);
    for (std::size_t n = 0; n < told; ++n) {
      around_.log.info("an item was removed by the publisher",
                       {{"source", source}, {"item", removed[n].id}, {"title", removed[n].title}});
    }
    if (removed.size() == told) continue;
    around_.log.info("more items were removed by the publisher",
                     {{"source", source}, {"items", std::to_string(removed.size() - told)}});
  }
}

// Who has written an interval is not overruled, but is to know what it costs the publisher.
void Watcher::say_cost() {
  const source::Options& options = leader().options();
  const bool costs = !is_learned() && options.schedule.unconditional_floor &&
                     standing_.reason == schedule::Reason::none && schedule::is_unconditional(standing_);
  if (!costs || std::exchange(has_said_cost_, true)) return;
  around_.log.warning(
      "each poll costs the publisher the whole document: the server gives no validators (ETag, Last-Modified) and "
      "promises no freshness; write a longer `every`, or `every: auto`",
      {{"source", options.id}, {"every_s", std::to_string(options.schedule.every.count())}});
}

// All hours skipped, a ttl of nothing: a publisher's slip. What the owner has us ignore is no news to him.
void Watcher::say_ignored(const schedule::Decision& next) {
  std::string asked;
  for (const schedule::Rule rule : next.ignored) {
    if (rule != schedule::Rule::cache) asked += (asked.empty() ? "" : " ") + std::string(to_string(rule));
  }
  if (asked.empty() || std::exchange(has_said_ignored_, true)) return;
  around_.log.warning("what the feed asks of its readers makes no sense and is not followed",
                      {{"source", leader().options().id}, {"asked", asked}});
}

}  // namespace tb::app
