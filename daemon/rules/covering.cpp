// All terms that may cover lie in a table by their words; of each term every beginning is looked up there.
#include "covering.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "canonical.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {
namespace {

using Kind = Expression::Kind;

/// A term's words but the last, and the last.
struct Split {
  std::string before;
  std::string last;
};

Split split(const Expression& leaf) {
  if (leaf.kind == Kind::entity) return {.before = "@", .last = leaf.content};
  const text::Words words = text::words(leaf.content);
  Split made;
  for (std::size_t i = 0; i < words.size(); ++i) {
    made.before += words.list[i].joined ? '+' : ' ';
    made.before += words.list[i].dotted ? '.' : ' ';
    if (i + 1 < words.size()) made.before += words.text(i);
  }
  made.last = words.text(words.size() - 1);
  return made;
}

std::string key(std::string_view before, std::string_view last, bool is_open) {
  std::string made(before);
  made += is_open ? '*' : ' ';
  made += last;
  return made;
}

bool is_within(Fields inner, Fields outer) {
  return (inner.bits & ~outer.bits) == 0;
}

class Table {
 public:
  void add(const Expression& leaf) {
    if (leaf.exact) return;  // covers only its own spelling
    const Split words = split(leaf);
    leaves_[key(words.before, words.last, leaf.kind == Kind::prefix)].push_back(&leaf);
  }

  const Expression* that_covers(const Expression& leaf) const {
    const Split words = split(leaf);
    if (leaf.kind != Kind::prefix) {
      if (const auto* by = covering(key(words.before, words.last, false), leaf)) return by;
    }
    if (leaf.kind == Kind::entity) return nullptr;
    for (std::size_t length = 1; length <= words.last.size(); ++length) {
      const std::string_view start = std::string_view(words.last).substr(0, length);
      if (const auto* by = covering(key(words.before, start, true), leaf)) return by;
    }
    return nullptr;
  }

 private:
  const Expression* covering(const std::string& words, const Expression& leaf) const {
    const auto found = leaves_.find(words);
    if (found == leaves_.end()) return nullptr;
    for (const Expression* other : found->second) {
      const bool is_same = other->fields == leaf.fields && other->exact == leaf.exact && other->kind == leaf.kind &&
                           canonical(*other) == canonical(leaf);
      if (other != &leaf && !is_same && is_within(leaf.fields, other->fields)) return other;
      if (is_same && other != &leaf) break;  // all further ones are told as repeated
    }
    return nullptr;
  }

  std::unordered_map<std::string, std::vector<const Expression*>> leaves_;
};

bool can_cover(const Expression& part) {
  const bool is_kind = part.kind == Kind::words || part.kind == Kind::prefix || part.kind == Kind::entity;
  return is_kind && (part.fields.bits & kWholeFields.bits) == 0;
}

}  // namespace

std::vector<Covered> covered_in(const std::vector<const Expression*>& parts) {
  Table table;
  for (const Expression* part : parts) {
    if (can_cover(*part)) table.add(*part);
  }
  std::vector<Covered> covered;
  for (const Expression* part : parts) {
    if (!can_cover(*part)) continue;
    if (const Expression* by = table.that_covers(*part)) covered.push_back({.part = part, .by = by});
  }
  return covered;
}

}  // namespace tb::rules
