// Written to be obviously right; its time does not matter.
#include "rules/naive.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <tuple>

#include "tenbells/text/next_code_point.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {
namespace {

struct Found {
  std::size_t first = 0;  ///< words; 0 for a regular expression
  std::size_t last = 0;
  Evidence evidence;
};

/// A name to look for, and how evidence tells of it.
struct Alias {
  std::string name;
  std::string written;
  std::string entity;
  bool exact = false;
};

using Kind = Expression::Kind;

bool shows_dots_or_capitals(const text::Word& word, std::string_view shipped) {
  if (word.dotted) return true;
  for (std::size_t at = word.begin; at < word.end;) {
    if (u_islower(text::next_code_point(shipped, at))) return false;
  }
  return true;
}

bool same_spelling(std::string_view one, std::string_view other) {
  const text::Words a = text::words(one, text::Case::keep);
  const text::Words b = text::words(other, text::Case::keep);
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a.text(i) != b.text(i)) return false;
  }
  return true;
}

class Naive {
 public:
  Naive(const std::vector<Entity>& entities, const Item& item) : entities_(entities), item_(item) {}

  bool holds(const Expression& e) {
    const auto operand_holds = [this](const Expression& operand) { return holds(operand); };
    switch (e.kind) {
      case Kind::negation:
        return !holds(e.operands[0]);
      case Kind::all_of:
        return std::ranges::all_of(e.operands, operand_holds);
      case Kind::any_of:
        return std::ranges::any_of(e.operands, operand_holds);
      case Kind::near:
        return !pairs(e).empty();
      default:
        return !leaf(e).empty();
    }
  }

  /// What made it true, or false where `wanted` is false.
  std::vector<Found> why(const Expression& e, bool wanted) {
    if (holds(e) != wanted) return {};
    if (e.kind == Kind::negation) return why(e.operands[0], !wanted);
    if (e.kind == Kind::near) return wanted ? pairs(e) : std::vector<Found>{};
    if (e.kind != Kind::all_of && e.kind != Kind::any_of) return wanted ? leaf(e) : std::vector<Found>{};
    std::vector<Found> all;
    for (const Expression& operand : e.operands) append(all, why(operand, wanted));
    return all;
  }

 private:
  static void append(std::vector<Found>& all, const std::vector<Found>& more) {
    all.insert(all.end(), more.begin(), more.end());
  }

  std::vector<Found> leaf(const Expression& e) {
    std::vector<Found> all;
    for (const Field field : kFields) {
      if (!e.fields.has(field)) continue;
      if (e.kind == Kind::regex) append(all, regex(e, field));
      if (e.kind == Kind::words) append(all, alias({.name = e.content, .written = e.written, .entity = {}}, field));
      if (e.kind == Kind::prefix) append(all, prefix(e, field));
      if (e.kind == Kind::entity) append(all, entity(e.content, field));
    }
    return all;
  }

  std::vector<Found> entity(const std::string& id, Field field) {
    std::vector<Found> all;
    for (const Entity& entity : entities_) {
      if (entity.id != id) continue;
      for (const std::string& n : entity.names) append(all, alias({n, n, id, false}, field));
      for (const std::string& n : entity.exact) append(all, alias({n, n, id, true}, field));
    }
    return all;
  }

  std::vector<Found> alias(const Alias& alias, Field field) const {
    const std::string& shipped = text_of(item_, field);
    const text::Words text = text::words(shipped);
    const text::Words wanted = text::words(alias.name);
    std::vector<Found> all;
    for (std::size_t at = 0; at + wanted.size() <= text.size(); ++at) {
      bool same = true;
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        const text::Word& word = text.list[at + i];
        same = same && text.text(at + i) == wanted.text(i);
        if (i > 0 && wanted.list[i].joined) same = same && word.joined;
        if (wanted.list[i].dotted) same = same && shows_dots_or_capitals(word, shipped);
      }
      if (!same) continue;
      Found found = span(text, {at, at + wanted.size()}, field, alias);
      if (alias.exact && !same_spelling(found.evidence.text, alias.name)) continue;
      all.push_back(std::move(found));
    }
    return all;
  }

  std::vector<Found> prefix(const Expression& e, Field field) {
    const text::Words text = text::words(text_of(item_, field));
    const text::Words wanted = text::words(e.content);
    std::vector<Found> all;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text.text(at).starts_with(wanted.text(0)))
        all.push_back(span(text, {at, at + 1}, field, {.name = {}, .written = e.written, .entity = {}}));
    }
    return all;
  }

  std::vector<Found> regex(const Expression& e, Field field) {
    re2::RE2::Options options;
    options.set_case_sensitive(e.flags.find('i') == std::string::npos);
    options.set_dot_nl(e.flags.find('s') != std::string::npos);
    const re2::RE2 pattern("(" + e.content + ")", options);
    const std::string& shipped = text_of(item_, field);
    re2::StringPiece rest(shipped);
    re2::StringPiece match;
    std::vector<Found> all;
    while (re2::RE2::FindAndConsume(&rest, pattern, &match)) {
      const auto begin = static_cast<std::size_t>(match.data() - shipped.data());
      all.push_back({.evidence = {.field = field,
                                  .begin = begin,
                                  .end = begin + match.size(),
                                  .text = std::string(match.data(), match.size()),
                                  .term = e.written,
                                  .entity = {}}});
    }
    return all;
  }

  Found span(const text::Words& text, Place words, Field field, const Alias& alias) const {
    const std::size_t begin = text.list[words.begin].begin;
    const std::size_t end = text.list[words.end - 1].end;
    return {.first = words.begin,
            .last = words.end,
            .evidence = {.field = field,
                         .begin = begin,
                         .end = end,
                         .text = text_of(item_, field).substr(begin, end - begin),
                         .term = alias.written,
                         .entity = alias.entity}};
  }

  /// Everything on both sides of a NEAR that has a partner.
  std::vector<Found> pairs(const Expression& e) {
    const std::vector<Found> left = side(e.operands[0]);
    const std::vector<Found> right = side(e.operands[1]);
    std::vector<Found> all;
    for (const Found& a : left) {
      for (const Found& b : right) {
        if (a.evidence.field != b.evidence.field) continue;
        const bool after = b.first >= a.last && b.first - a.last <= static_cast<std::size_t>(e.distance);
        const bool before = a.first >= b.last && a.first - b.last <= static_cast<std::size_t>(e.distance);
        if (!after && !before) continue;
        all.push_back(a);
        all.push_back(b);
      }
    }
    return all;
  }

  std::vector<Found> side(const Expression& e) {
    if (e.kind != Kind::any_of) return leaf(e);
    std::vector<Found> all;
    for (const Expression& operand : e.operands) append(all, side(operand));
    return all;
  }

  const std::vector<Entity>& entities_;
  const Item& item_;
};

}  // namespace

NaiveAnswer naive_answer(const Expression& match, const std::vector<Entity>& entities, const Item& item) {
  Naive naive(entities, item);
  NaiveAnswer answer{.hit = naive.holds(match)};
  for (Found& found : naive.why(match, true)) answer.evidence.push_back(std::move(found.evidence));
  const auto order = [](const Evidence& e) { return std::tuple(e.field, e.begin, e.end); };
  std::ranges::stable_sort(answer.evidence, {}, order);
  return answer;
}

}  // namespace tb::rules
