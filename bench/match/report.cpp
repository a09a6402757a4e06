// The same values twice: tables in Markdown, and JSON with every round.
#include "report.hpp"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <iterator>
#include <string_view>

#include "targets.hpp"

namespace tb::bench {
namespace {

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

std::string_view verdict(bool met) {
  return met ? "met" : "NOT MET";
}

std::string ratio_against(const Contender& contender, std::size_t rules) {
  const auto target = target_ratio(contender.name, rules);
  return target ? fmt::format("≥ {} {}", *target, verdict(contender.ratio >= *target)) : std::string("");
}

void add_contenders(const Comparison& comparison, std::size_t all, std::string& text) {
  auto out = std::back_inserter(text);
  fmt::format_to(out, "\n### {} rules, {} leaves\n\n", comparison.rules, comparison.leaves);
  text += "| engine | MB/s | items a round | tenbells is × as fast | target | compile, s | hits an item |\n";
  text += "| --- | ---: | ---: | ---: | --- | ---: | ---: |\n";
  for (const Contender& contender : comparison.contenders) {
    if (!contender.refused.empty()) {
      fmt::format_to(out, "| {} | – | | | | {:.2f} | {} |\n", contender.name, contender.compile, contender.refused);
      continue;
    }
    const Pace& pace = contender.pace;
    fmt::format_to(out, "| {} | {:.3g} | {} | {:.4g} | {} | {:.2f} | {:.2f}{} |\n", contender.name, pace.median(),
                   pace.items == all ? "all" : std::to_string(pace.items), contender.ratio,
                   ratio_against(contender, comparison.rules), contender.compile, pace.hits_per_item,
                   contender.failures == 0 ? "" : fmt::format(", gave up on {} items", contender.failures));
  }
}

void add_cost(const Comparison& comparison, std::string& text) {
  auto out = std::back_inserter(text);
  const OurCost& cost = comparison.cost;
  fmt::format_to(out, "\nWe compile in {:.2f} s and hold {:.1f} MB (resident +{:.1f} MB, at the highest +{:.1f} MB)",
                 cost.compile, cost.held, cost.resident_growth, cost.peak_resident);
  if (comparison.rules == 50'000) {
    fmt::format_to(out, "; target ≤ {} s {}, ≤ {} MB {}", kLongestCompile, verdict(cost.compile <= kLongestCompile),
                   kMostHeld, verdict(cost.held <= kMostHeld));
  }
  const Latency& latency = comparison.latency;
  fmt::format_to(out, ". An item takes us {:.1f} µs (p50), {:.1f} µs (p99), {:.0f} µs (the longest)", latency.p50,
                 latency.p99, latency.max);
  if (comparison.rules == 10'000)
    fmt::format_to(out, "; target p99 ≤ {} µs {}", kMostP99, verdict(latency.p99 <= kMostP99));
  text += ".\n";
}

void add_agreements(const Comparison& comparison, std::string& text) {
  for (const Agreement& agreement : comparison.agreements) {
    fmt::format_to(std::back_inserter(text),
                   "Hits against {}, {} items: {} equal, {} explained by what a word is, {} UNEXPLAINED.\n",
                   agreement.peer, agreement.items, agreement.equal, agreement.explained, agreement.unexplained.size());
  }
  for (const std::string& difference : comparison.unexplained) text += "  " + difference + "\n";
}

void number(Json& json, const char* key, double value) {
  json.Key(key);
  json.Double(value);
}

void count(Json& json, const char* key, std::size_t value) {
  json.Key(key);
  json.Uint64(value);
}

void write(const Pace& pace, Json& json) {
  count(json, "items_a_round", pace.items);
  number(json, "mb_per_second", pace.median());
  json.Key("rounds");
  json.StartArray();
  for (const double round : pace.rounds) json.Double(round);
  json.EndArray();
  number(json, "hits_an_item", pace.hits_per_item);
}

void write(const Contender& contender, std::size_t rules, Json& json) {
  json.StartObject();
  json.Key("engine");
  json.String(contender.name.data(), static_cast<rapidjson::SizeType>(contender.name.size()));
  number(json, "compile_seconds", contender.compile);
  if (!contender.refused.empty()) {
    json.Key("refused");
    json.String(contender.refused);
  } else {
    write(contender.pace, json);
    number(json, "tenbells_over_it", contender.ratio);
    count(json, "gave_up_on_items", contender.failures);
    if (const auto target = target_ratio(contender.name, rules)) {
      number(json, "target", *target);
      json.Key("met");
      json.Bool(contender.ratio >= *target);
    }
  }
  json.EndObject();
}

void write(const Agreement& agreement, Json& json) {
  json.StartObject();
  json.Key("peer");
  json.String(agreement.peer);
  count(json, "items", agreement.items);
  count(json, "equal", agreement.equal);
  count(json, "explained", agreement.explained);
  count(json, "unexplained", agreement.unexplained.size());
  json.EndObject();
}

void write(const Comparison& comparison, Json& json) {
  json.StartObject();
  count(json, "rules", comparison.rules);
  count(json, "leaves", comparison.leaves);
  number(json, "load_seconds", comparison.cost.load);
  number(json, "compile_seconds", comparison.cost.compile);
  number(json, "held_mb", comparison.cost.held);
  number(json, "resident_growth_mb", comparison.cost.resident_growth);
  number(json, "peak_resident_growth_mb", comparison.cost.peak_resident);
  number(json, "p50_us", comparison.latency.p50);
  number(json, "p99_us", comparison.latency.p99);
  number(json, "max_us", comparison.latency.max);
  json.Key("engines");
  json.StartArray();
  for (const Contender& contender : comparison.contenders) write(contender, comparison.rules, json);
  json.EndArray();
  json.Key("agreement");
  json.StartArray();
  for (const Agreement& agreement : comparison.agreements) write(agreement, json);
  json.EndArray();
  json.Key("unexplained");
  json.StartArray();
  for (const std::string& difference : comparison.unexplained) json.String(difference);
  json.EndArray();
  json.EndObject();
}

void write(const Growth& growth, Json& json) {
  json.Key("growth_1000_to_50000");
  json.StartObject();
  number(json, "time_ratio", growth.ratio);
  number(json, "target", kMostGrowth);
  json.Key("met");
  json.Bool(growth.ratio <= kMostGrowth);
  count(json, "items_with_other_hits", growth.different);
  json.Key("few");
  json.StartObject();
  write(growth.few, json);
  json.EndObject();
  json.Key("many");
  json.StartObject();
  write(growth.many, json);
  json.EndObject();
  json.EndObject();
}

}  // namespace

std::string to_text(const Results& results) {
  std::string text = fmt::format("{} items, {:.1f} MB\n", results.items, static_cast<double>(results.bytes) / 1e6);
  for (const Comparison& comparison : results.comparisons) {
    add_contenders(comparison, results.items, text);
    add_cost(comparison, text);
    add_agreements(comparison, text);
  }
  if (results.growth) {
    const Growth& growth = *results.growth;
    text += fmt::format(
        "\n### The same hits with 50 times the rules\n\n1,000 rules {:.3g} MB/s, 50,000 rules {:.3g} MB/s: {:.2f} "
        "times "
        "the time; target ≤ {} {}. Items with other hits: {}.\n",
        growth.few.median(), growth.many.median(), growth.ratio, kMostGrowth, verdict(growth.ratio <= kMostGrowth),
        growth.different);
  }
  return text;
}

std::string to_json(const Results& results) {
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.StartObject();
  count(json, "items", results.items);
  count(json, "bytes", results.bytes);
  json.Key("rule_sets");
  json.StartArray();
  for (const Comparison& comparison : results.comparisons) write(comparison, json);
  json.EndArray();
  if (results.growth) write(*results.growth, json);
  json.EndObject();
  return buffer.GetString();
}

}  // namespace tb::bench
