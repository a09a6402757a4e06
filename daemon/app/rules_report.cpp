// Pure: numbers in, text out.
#include "rules_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "json_text.hpp"
#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

std::string size_text(std::size_t bytes) {
  const auto mib = static_cast<double>(bytes) / (1024.0 * 1024.0);
  return mib >= 1 ? fmt::format("{:.1f} MiB", mib) : fmt::format("{:.0f} KiB", static_cast<double>(bytes) / 1024.0);
}

std::string time_text(std::uint64_t nanoseconds) {
  const auto ns = static_cast<double>(nanoseconds);
  if (ns >= 1e9) return fmt::format("{:.2f} s", ns / 1e9);
  if (ns >= 1e6) return fmt::format("{:.2f} ms", ns / 1e6);
  return fmt::format("{:.1f} µs", ns / 1e3);
}

std::string ids_text(const std::vector<std::string>& ids, std::size_t at_most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(ids.size(), at_most); ++i) text += (i == 0 ? "" : ", ") + printable(ids[i]);
  if (ids.size() > at_most) text += fmt::format(" and {} more", ids.size() - at_most);
  return text;
}

std::uint64_t sum_of(const std::vector<rules::RuleCost>& costs) {
  std::uint64_t sum = 0;
  for (const rules::RuleCost& cost : costs) sum += cost.nanoseconds;
  return sum;
}

std::string corpus_text(const CorpusCost& corpus, std::size_t top) {
  const std::uint64_t all = sum_of(corpus.costs);
  std::string text = fmt::format("\n{}, {} hit; {} in all, {} an item; single rules took {} of it\n",
                                 counted(corpus.items, "item"), corpus.items_hit, time_text(corpus.nanoseconds),
                                 time_text(corpus.items == 0 ? 0 : corpus.nanoseconds / corpus.items), time_text(all));
  const std::vector<rules::RuleCost> costs = dearest_first(corpus.costs);
  const std::size_t shown = std::min(top, costs.size());
  std::size_t width = 4;
  for (std::size_t i = 0; i < shown; ++i) width = std::max(width, printable(costs[i].rule).size());
  if (shown > 0)
    text += fmt::format("\n{:<{}}  {:>9}  {:>9}  {:>11}  {:>6}\n", "rule", width, "asked", "hits", "time", "share");
  for (std::size_t i = 0; i < shown; ++i) {
    const rules::RuleCost& cost = costs[i];
    const double share = all == 0 ? 0 : 100.0 * static_cast<double>(cost.nanoseconds) / static_cast<double>(all);
    text += fmt::format("{:<{}}  {:>9}  {:>9}  {:>11}  {:>5.1f}%\n", printable(cost.rule), width, cost.asked, cost.hits,
                        time_text(cost.nanoseconds), share);
  }
  if (costs.size() > shown) text += fmt::format("and {} more (--top)\n", counted(costs.size() - shown, "rule"));
  const std::vector<std::string> silent = never_hit(corpus.costs);
  if (!silent.empty()) {
    text += fmt::format("\n{} never hit: {}\n", counted(silent.size(), "rule"), ids_text(silent, top));
  }
  return text;
}

std::string_view status_of(const rules::Rule& rule) {
  return rule.status.empty() ? std::string_view("stable") : std::string_view(rule.status);
}

}  // namespace

std::vector<rules::RuleCost> dearest_first(std::vector<rules::RuleCost> costs) {
  std::ranges::stable_sort(costs, std::greater{}, &rules::RuleCost::nanoseconds);
  return costs;
}

std::vector<std::string> never_hit(const std::vector<rules::RuleCost>& costs) {
  std::vector<std::string> ids;
  for (const rules::RuleCost& cost : costs) {
    if (cost.hits == 0) ids.push_back(cost.rule);
  }
  return ids;
}

std::string stats_text(const RulesReport& report, std::size_t top) {
  const rules::RuleSetSize& size = report.size;
  std::string text;
  const auto row = [&](std::string_view name, const std::string& value) {
    text += fmt::format("{:<14} {}\n", name, value);
  };
  row("rules",
      size.disabled == 0 ? std::to_string(size.rules) : fmt::format("{} and {} disabled", size.rules, size.disabled));
  row("entities", std::to_string(size.entities));
  row("terms", fmt::format("{} of {}", size.terms, counted(size.words, "different word")));
  row("regexes", std::to_string(size.regexes));
  row("memory", size_text(size.bytes));
  row("compile time", fmt::format("{} ms", report.compile_time.count()));
  row("without words", size.without_words.empty()
                           ? std::string("none")
                           : fmt::format("{} (asked of every item): {}", counted(size.without_words.size(), "rule"),
                                         ids_text(size.without_words, top)));
  return report.corpus ? text + corpus_text(*report.corpus, top) : text;
}

std::string stats_json(const RulesReport& report) {
  const rules::RuleSetSize& size = report.size;
  JsonText out;
  out.object();
  out.put("rules", size.rules);
  out.put("disabled", size.disabled);
  out.put("entities", size.entities);
  out.put("terms", size.terms);
  out.put("words", size.words);
  out.put("regexes", size.regexes);
  out.put_all("without_words", size.without_words);
  out.put("bytes", size.bytes);
  out.put("compile_ms", static_cast<std::int64_t>(report.compile_time.count()));
  if (report.corpus) {
    out.key("corpus");
    out.object();
    out.put("items", report.corpus->items);
    out.put("items_hit", report.corpus->items_hit);
    out.put("nanoseconds", report.corpus->nanoseconds);
    out.key("rules");
    out.array();
    for (const rules::RuleCost& cost : dearest_first(report.corpus->costs)) {
      out.object();
      out.put("rule", cost.rule);
      out.put("asked", cost.asked);
      out.put("hits", cost.hits);
      out.put("nanoseconds", cost.nanoseconds);
      out.end_object();
    }
    out.end_array();
    out.put_all("never_hit", never_hit(report.corpus->costs));
    out.end_object();
  }
  out.end_object();
  return out.text();
}

std::string rules_text(const std::vector<rules::RulePack>& packs) {
  struct Row {
    std::string id, pack, severity, status, enabled, title;
  };
  std::vector<Row> rows{{"id", "pack", "severity", "status", "enabled", "title"}};
  for (const rules::RulePack& pack : packs) {
    for (const rules::Rule& rule : pack.rules) {
      rows.push_back({printable(rule.id), printable(pack.name), std::string(to_string(rule.severity)),
                      printable(status_of(rule)), rule.enabled ? "yes" : "no", printable(rule.title)});
    }
  }
  std::size_t id = 0;
  std::size_t pack = 0;
  for (const Row& row : rows) {
    id = std::max(id, row.id.size());
    pack = std::max(pack, row.pack.size());
  }
  std::string text;
  for (const Row& row : rows) {
    std::string line = fmt::format("{:<{}}  {:<{}}  {:<8}  {:<12}  {:<7}  {}", row.id, id, row.pack, pack, row.severity,
                                   row.status, row.enabled, row.title);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string rules_json(const std::vector<rules::RulePack>& packs) {
  JsonText out;
  out.array();
  for (const rules::RulePack& pack : packs) {
    for (const rules::Rule& rule : pack.rules) {
      out.object();
      out.put("id", rule.id);
      out.put("pack", pack.name);
      out.put("file", pack.file);
      out.put("severity", to_string(rule.severity));
      out.put("status", status_of(rule));
      out.put("enabled", rule.enabled);
      out.put("title", rule.title);
      out.end_object();
    }
  }
  out.end_array();
  return out.text();
}

}  // namespace tb::app
