// An entity in two files is a mistake even if both say the same: the next change would reach only one of them.
#include "entities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "tenbells/text/words.hpp"
#include "term.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kLongestName = 2000;  // bytes: the 500 characters of rules.schema.json
constexpr std::size_t kLongestId = 100;     // as rules.schema.json has it

/// Why a name is no plain text that can stand in the news; empty if it is.
std::string_view why_not_plain(std::string_view name) {
  if (star_in(name)) return "* means nothing in a name; write every form of it, or use a prefix in the rule: sanction*";
  if (name.starts_with('@'))
    return "a name cannot stand for another entity; write its names here, or name both in the rule";
  const std::size_t end = name.find_last_not_of("is");
  if (name.starts_with('/') && end != 0 && end != std::string_view::npos && name[end] == '/') {
    return "a name is no regular expression; write the expression in the rule";
  }
  return {};
}

class Checker {
 public:
  Checker(Vocabulary& vocabulary, Findings& findings) : vocabulary_(vocabulary), findings_(findings) {}

  void add(const RulePack& pack, Position position) {
    const Entity& entity = pack.entities[position.index];
    const std::string pointer = entity_pointer(entity.id);
    if (entity.partial) incomplete_.insert(entity.id);
    const auto tell = [&](std::string where, std::string message, std::optional<Elsewhere> first = {}) {
      incomplete_.insert(entity.id);
      findings_.add(
          position,
          {.file = pack.file, .pointer = std::move(where), .message = std::move(message), .first = std::move(first)});
    };
    if (!is_id(entity.id)) {
      tell(pointer, fmt::format("\"{}\" cannot be the id of an entity; use letters, digits, _ and -", entity.id));
    }
    const auto [first, is_new] = places_.try_emplace(entity.id, Elsewhere{.file = pack.file, .pointer = pointer});
    if (!is_new) {
      tell(pointer,
           fmt::format("the entity \"{}\" is already defined; entities are shared by all packs, so keep one of the two",
                       entity.id),
           first->second);
      return;
    }
    if (entity.names.empty() && entity.exact.empty() && !entity.partial) {
      tell(pointer, "this entity has no names; give at least one under names or exact");
    }
    Entity right{.id = entity.id};
    right.names = right_names(entity.names, pointer + "/names", tell);
    right.exact = right_names(entity.exact, pointer + "/exact", tell);
    vocabulary_.add_entity(right);
  }

  std::unordered_set<std::string> incomplete() && { return std::move(incomplete_); }

 private:
  template <class Tell>
  static std::vector<std::string> right_names(const std::vector<std::string>& names, const std::string& pointer,
                                              const Tell& tell) {
    std::vector<std::string> right;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string where = fmt::format("{}/{}", pointer, i);
      if (names[i].size() > kLongestName) {
        tell(where, fmt::format("this name has {} bytes, the most is {}", names[i].size(), kLongestName));
      } else if (text::words(names[i]).size() == 0) {
        tell(where, fmt::format("\"{}\" holds no letter or digit, so it can match nothing", names[i]));
      } else if (const std::string_view why = why_not_plain(names[i]); !why.empty()) {
        tell(where, fmt::format("\"{}\": {}", names[i], why));
      } else {
        right.push_back(names[i]);
      }
    }
    return right;
  }

  Vocabulary& vocabulary_;
  Findings& findings_;
  std::unordered_map<std::string, Elsewhere> places_;  ///< of each id's first definition
  std::unordered_set<std::string> incomplete_;
};

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::unordered_set<std::string> add_entities(const std::vector<RulePack>& packs, Vocabulary& vocabulary,
                                             Findings& findings) {
  Checker checker(vocabulary, findings);
  for (std::size_t p = 0; p < packs.size(); ++p) {
    for (std::size_t i = 0; i < packs[p].entities.size(); ++i) {
      checker.add(packs[p], {.pack = p, .section = Position::Section::entities, .index = i});
    }
  }
  return std::move(checker).incomplete();
}

}  // namespace tb::rules
