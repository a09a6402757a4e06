// One line a part, indented by its depth.
#include "explanation_text.hpp"

#include <fmt/format.h>

#include "json_text.hpp"
#include "shown_text.hpp"
#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

constexpr std::size_t kPartShown = 200;  // code points of one part: a list may have thousands of words
constexpr std::size_t kSpansShown = 6;
constexpr std::size_t kPartsShown = 12;
constexpr std::size_t kUntrueShown = 6;  // of more than these

class Tree {
 public:
  Tree(Signs signs, Colour colour) : signs_(signs), colour_(colour) {}

  /// @param heading  what is asked of it: "match", "unless"
  void add(std::string_view heading, const rules::ExplainedPart& root) {
    text_ += fmt::format("{}\n", painted(heading, fmt::emphasis::bold, colour_));
    add(root, 1);
  }

  [[nodiscard]] const std::string& text() const { return text_; }

  std::string sign(bool holds) const {
    const std::string_view sign = signs_ == Signs::ascii ? (holds ? "+" : "-") : (holds ? "✓" : "✗");
    return painted(sign, fmt::fg(holds ? fmt::terminal_color::green : fmt::terminal_color::red), colour_);
  }

 private:
  void add(const rules::ExplainedPart& part, std::size_t depth) {
    // An operator's operands come below it; whoever has none is shown as the rule has it.
    const std::string& name = part.parts.empty() ? part.text : part.what;
    text_ += fmt::format("{:{}}{} {}", "", 2 * depth, sign(part.holds), printable(shortened(name, kPartShown)));
    if (part.weight) text_ += fmt::format("  weighs {}", *part.weight);
    if (!part.spans.empty()) text_ += "  " + faint((signs_ == Signs::ascii ? "at " : "→ ") + spans(part));
    if (!part.why_not.empty()) {
      const std::string_view dash = signs_ == Signs::ascii ? "-- " : "— ";
      text_ += fmt::format("  {}{}", dash, printable(shortened(part.why_not, kPartShown)));
    }
    text_ += "\n";
    // Of a long list what is true of it tells something, and that the rest is not; JSON has it all.
    const bool is_long = part.parts.size() > kPartsShown;
    std::size_t untrue = 0;
    for (const rules::ExplainedPart& inner : part.parts) {
      if (is_long && !inner.holds && ++untrue > kUntrueShown) continue;
      add(inner, depth + 1);
    }
    if (!is_long || untrue <= kUntrueShown) return;
    text_ +=
        fmt::format("{:{}}{} and {} more that are not true\n", "", 2 * depth + 2, sign(false), untrue - kUntrueShown);
  }

  std::string spans(const rules::ExplainedPart& part) const {
    std::string shown = named_spans(part.spans, kSpansShown);
    if (signs_ == Signs::ascii && shown.ends_with("…")) shown.replace(shown.size() - 3, 3, "...");
    return shown;
  }

  std::string faint(const std::string& text) const { return painted(text, fmt::emphasis::faint, colour_); }

  Signs signs_;
  Colour colour_;
  std::string text_;
};

void put_part(JsonText& out, const rules::ExplainedPart& part) {
  out.object();
  out.put("what", part.what);
  out.put("text", part.text);
  out.put("holds", part.holds);
  if (part.weight) out.put("weight", *part.weight);
  if (!part.why_not.empty()) out.put("why_not", part.why_not);
  if (!part.spans.empty()) {
    out.key("spans");
    out.array();
    for (const Evidence& span : part.spans) {
      out.object();
      out.put("field", to_string(span.field));
      if (span.entry > 0) out.put("entry", span.entry);
      out.put("begin", span.begin);
      out.put("end", span.end);
      out.put("text", span.text);
      out.put("term", span.term);
      if (!span.entity.empty()) out.put("entity", span.entity);
      out.end_object();
    }
    out.end_array();
  }
  if (!part.parts.empty()) {
    out.key("parts");
    out.array();
    for (const rules::ExplainedPart& inner : part.parts) put_part(out, inner);
    out.end_array();
  }
  out.end_object();
}

void put_part(JsonText& out, std::string_view name, const std::optional<rules::ExplainedPart>& part) {
  if (!part) return;
  out.key(name);
  put_part(out, *part);
}

}  // namespace

std::string explanation_text(const rules::Explanation& explanation, const Item& item, Signs signs, Colour colour) {
  Tree tree(signs, colour);
  if (explanation.match) tree.add("match: must be true", *explanation.match);
  if (explanation.score) tree.add("score: must reach the threshold", *explanation.score);
  if (explanation.unless) tree.add("unless: must not be true", *explanation.unless);
  for (const rules::ExplainedPart& exclusion : explanation.exclusions) {
    tree.add("exclusion " + printable(exclusion.what) + ": must not be true", exclusion);
  }
  const std::string mark = tree.sign(explanation.hit);
  return fmt::format("{} {}\nrule {}{}\nitem {}\n{}", mark, printable(shortened(explanation.summary, 1000)),
                     printable(explanation.rule), explanation.enabled ? "" : " (disabled)", shown_item(item, 120),
                     tree.text());
}

std::string explanation_json(const rules::Explanation& explanation, const Item& item) {
  JsonText out;
  out.object();
  out.put("rule", explanation.rule);
  out.put("title", item.title);
  out.put("hit", explanation.hit);
  out.put("enabled", explanation.enabled);
  out.put("summary", explanation.summary);
  put_part(out, "match", explanation.match);
  put_part(out, "score", explanation.score);
  put_part(out, "unless", explanation.unless);
  if (!explanation.exclusions.empty()) {
    out.key("exclusions");
    out.array();
    for (const rules::ExplainedPart& exclusion : explanation.exclusions) put_part(out, exclusion);
    out.end_array();
  }
  out.end_object();
  return out.text();
}

}  // namespace tb::app
