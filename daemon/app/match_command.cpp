// `tenbells match`. Item by item, so that the first answer of a long document is there at once.
#include <fmt/format.h>

#include <cstdio>
#include <set>
#include <utility>

#include "chosen_input.hpp"
#include "commands.hpp"
#include "hit_text.hpp"
#include "progress_bar.hpp"
#include "tenbells/alerting/make_alerts.hpp"
#include "tenbells/core/alert.hpp"
#include "tenbells/core/clock.hpp"
#include "tenbells/intake/identity.hpp"

namespace tb::app {
namespace {

// As an alert would carry them. An item that names no source is shown with the input as its source; rules see none.
std::string json_lines(Item item, const std::vector<Hit>& hits, const std::string& input, Moment now) {
  if (item.source.empty()) item.source = input;
  item.id = intake::identity(item);
  item.first_seen = now;
  std::string lines;
  if (hits.empty()) return miss_json(item) + "\n";
  for (const auto& routed : alerting::make_alerts(item, hits, {}, now)) lines += to_json(routed.alert) + "\n";
  return lines;
}

}  // namespace

int match_command(const RuleChoice& choice, const InputChoice& input, Output output, Shown shown) {
  const auto chosen = choose_rules(choice, config::process_environment());
  if (!chosen) return refuse(chosen.error());
  const auto items = choose_items(input, chosen->http);
  if (!items) return refuse(items.error());

  const Moment now = SystemClock().now();
  const bool for_people = output == Output::text && is_terminal(1);
  const Colour colour = colour_of(1);
  rules::Scratch scratch;
  rules::Matches matches;
  ProgressBar bar(items->size(), "items");
  std::set<std::string> rules_that_hit;
  std::size_t done = 0;
  std::size_t items_hit = 0;
  for (const Item& item : *items) {
    chosen->rules->match(item, scratch, matches);
    const std::vector<Hit> hits = chosen->rules->hits(item, matches);
    items_hit += hits.empty() ? 0 : 1;
    for (const Hit& hit : hits) rules_that_hit.insert(hit.rule.id);
    bar.at(++done);
    if (hits.empty() && shown == Shown::hits) continue;
    if (is_terminal(1)) bar.clear();
    const std::string text = for_people ? hits_text(item, hits, colour) : json_lines(item, hits, input.where, now);
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) return kExitUnavailable;
  }
  bar.clear();
  std::fflush(stdout);
  if (for_people) {
    fmt::print(stderr, "{} of {} hit by {} of {}\n", items_hit, counted(items->size(), "item"), rules_that_hit.size(),
               counted(chosen->rules->size(), "rule"));
  }
  return items_hit > 0 ? kExitOk : kExitWrong;
}

}  // namespace tb::app
