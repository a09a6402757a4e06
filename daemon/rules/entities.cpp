// An entity in two files is a mistake even if both say the same: the next change would reach only one of them.
#include "entities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

#include "binder.hpp"
#include "leaf_form.hpp"
#include "parser.hpp"
#include "term.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kLongestName = 2000;  // bytes: the 500 characters of rules.schema.json
constexpr std::size_t kLongestId = 100;     // as rules.schema.json has it

constexpr std::size_t kDeepest = 100;  // entities that need one another; matching goes down as deep

/// What a name would be in a rule: the same can be looked for.
Expression leaf_of(const std::string& name) {
  const bool is_open = name.ends_with('*');
  return {.kind = is_open ? Expression::Kind::prefix : Expression::Kind::words,
          .content = is_open ? name.substr(0, name.size() - 1) : name,
          .written = fmt::format("\"{}\"", name)};
}

/// Why a name is no plain text that can stand in the news; empty if it is.
std::string_view why_not_plain(std::string_view name) {
  if (star_in(name)) return "* means something only at the end of a name, where the last word may go on: chines*";
  if (name.starts_with('@'))
    return "a name cannot stand for another entity; write its names here, or name both in the rule";
  const std::size_t end = name.find_last_not_of("is");
  if (name.starts_with('/') && end != 0 && end != std::string_view::npos && name[end] == '/') {
    return "a name is no regular expression; write the expression in the rule";
  }
  return {};
}

Elsewhere place_of(const Entity& entity, const RulePack& pack) {
  return {.file = entity.file.empty() ? pack.file : entity.file,
          .pointer = entity.pointer.empty() ? entity_pointer(entity.id) : entity.pointer};
}

class Checker {
 public:
  Checker(Vocabulary& vocabulary, Findings& findings) : vocabulary_(vocabulary), findings_(findings) {}

  void add(const RulePack& pack, Position position) {
    const Entity& entity = pack.entities[position.index];
    const Elsewhere place = place_of(entity, pack);
    if (entity.partial) incomplete_.insert(entity.id);
    const auto tell = [&](std::string where, std::string message, std::optional<Elsewhere> first = {}) {
      incomplete_.insert(entity.id);
      findings_.add(
          position,
          {.file = place.file, .pointer = std::move(where), .message = std::move(message), .first = std::move(first)});
    };
    if (!is_id(entity.id)) {
      tell(place.pointer, fmt::format("\"{}\" cannot be the id of an entity; use letters, digits, _ and -", entity.id));
    }
    const auto [first, is_new] = places_.try_emplace(entity.id, place);
    if (!is_new) {
      tell(place.pointer,
           fmt::format("the entity \"{}\" is already defined; entities are shared by all packs, so keep one of the two",
                       entity.id),
           first->second);
      return;
    }
    const bool has_names = !entity.names.empty() || !entity.exact.empty() || !entity.by_language.empty() ||
                           entity.ambiguous || !entity.members.empty();
    if (!has_names && !entity.partial) {
      tell(place.pointer, "this entity has no names; give at least one under names or exact");
    }
    Entity right{.id = entity.id, .members = {}, .kind = entity.kind, .ids = entity.ids};
    right.names = right_names(entity.names, place.pointer + "/names", tell);
    right.exact = right_names(entity.exact, place.pointer + "/exact", tell);
    right.excluded = right_names(entity.excluded, place.pointer + "/not", tell);
    for (const auto& [language, names] : entity.by_language) {
      right.by_language[language] = right_names(names, place.pointer + "/by_language/" + language, tell);
    }
    if (entity.ambiguous) {
      right.ambiguous = *entity.ambiguous;
      right.ambiguous->names = right_names(entity.ambiguous->names, place.pointer + "/ambiguous/names", tell);
      right.ambiguous->exact = right_names(entity.ambiguous->exact, place.pointer + "/ambiguous/exact", tell);
    }
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
      } else if (const std::string_view why = why_not_plain(names[i]); !why.empty()) {
        tell(where, fmt::format("\"{}\": {}", names[i], why));
      } else if (auto no_leaf = why_no_leaf(leaf_of(names[i]))) {
        tell(where, std::move(*no_leaf));
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

/// The second look at entities, when all are known.
class Linker {
 public:
  Linker(bool packs_are_whole, Vocabulary& vocabulary, Program& program, Findings& findings,
         std::unordered_set<std::string>& incomplete)
      : packs_are_whole_(packs_are_whole),
        vocabulary_(vocabulary),
        program_(program),
        findings_(findings),
        incomplete_(incomplete) {}

  void link(const RulePack& pack, Position position) {
    const Entity& entity = pack.entities[position.index];
    if (!seen_.insert(entity.id).second) return;
    const Elsewhere place = place_of(entity, pack);
    const GroupId group = *vocabulary_.entity(entity.id);
    Uses& uses = uses_.emplace_back(Uses{.entity = &entity, .position = position, .place = place, .ids = {}});
    std::vector<GroupId> members;
    for (std::size_t i = 0; i < entity.members.size(); ++i) {
      const std::string where = fmt::format("{}/members/{}", place.pointer, i);
      if (const auto member = vocabulary_.entity(entity.members[i])) {
        members.push_back(*member);
        uses.ids.push_back(entity.members[i]);
      } else {
        miss(uses, where, unknown_entity(entity.members[i], {}, vocabulary_));
      }
    }
    if (!members.empty()) vocabulary_.set_members(group, std::move(members));
    if (entity.ambiguous) bind_context(*entity.ambiguous, group, uses);
  }

  void tell_circles() {
    std::unordered_map<std::string_view, const Uses*> by_id;
    for (const Uses& uses : uses_) by_id.emplace(uses.entity->id, &uses);
    struct Mark {
      bool is_open = true;
      std::size_t depth = 1;  ///< entities that need one another, one behind the other, from here on
    };
    std::unordered_map<const Uses*, Mark> marks;
    struct Step {
      const Uses* uses;
      std::size_t next = 0;
    };
    for (const Uses& start : uses_) {
      if (marks.contains(&start) || start.ids.empty()) continue;
      std::vector<Step> path{{.uses = &start}};
      marks[&start] = Mark{};
      while (!path.empty()) {
        Step& step = path.back();
        Mark& own = marks[step.uses];
        if (step.next == step.uses->ids.size()) {
          own.is_open = false;
          if (own.depth > kDeepest) cut(*step.uses);
          if (own.depth == kDeepest + 1) tell_depth(*step.uses);
          const std::size_t depth = own.depth;
          path.pop_back();
          if (!path.empty()) {
            Mark& above = marks[path.back().uses];
            above.depth = std::max(above.depth, depth + 1);
          }
          continue;
        }
        const auto used = by_id.find(step.uses->ids[step.next++]);
        if (used == by_id.end()) continue;
        const auto [mark, is_new] = marks.try_emplace(used->second, Mark{});
        if (is_new) {
          path.push_back({.uses = used->second});
        } else if (mark->second.is_open) {
          tell(
              *step.uses, step.uses->place.pointer,
              {.message = fmt::format("@{} and @{} need each other, by their members or contexts; leave one of the two "
                                      "out",
                                      step.uses->entity->id, used->second->entity->id)});
        } else {
          marks[step.uses].depth = std::max(marks[step.uses].depth, mark->second.depth + 1);
        }
      }
    }
  }

  /// What needs an entity without all its names lacks names too.
  void spread_incomplete() {
    std::unordered_map<std::string_view, std::vector<std::string_view>> users;
    std::vector<std::string_view> open;
    for (const Uses& uses : uses_) {
      for (const std::string& id : uses.ids) users[id].push_back(uses.entity->id);
    }
    for (const std::string& id : incomplete_) open.push_back(id);
    while (!open.empty()) {
      const auto found = users.find(open.back());
      open.pop_back();
      if (found == users.end()) continue;
      for (const std::string_view user : found->second) {
        if (incomplete_.insert(std::string(user)).second) open.push_back(user);
      }
    }
  }

  std::unordered_map<GroupId, NodeId> contexts() && { return std::move(contexts_); }

 private:
  /// The entities that one needs.
  struct Uses {
    const Entity* entity = nullptr;
    Position position;
    Elsewhere place;
    std::vector<std::string> ids;
  };

  /// Whatever is still done with a wrong set must not go down so deep.
  void cut(const Uses& uses) {
    const GroupId group = *vocabulary_.entity(uses.entity->id);
    vocabulary_.set_members(group, {});
    contexts_.erase(group);
  }

  void tell_depth(const Uses& uses) {
    tell(uses, uses.place.pointer,
         {.message =
              fmt::format("@{} needs other entities, by members or contexts, which need others, more than {} deep; "
                          "name the last ones here",
                          uses.entity->id, kDeepest)});
  }

  void tell(const Uses& uses, std::string pointer, Mistake mistake) {
    incomplete_.insert(uses.entity->id);
    findings_.add(uses.position, {.file = uses.place.file,
                                  .pointer = std::move(pointer),
                                  .offset = mistake.offset,
                                  .message = std::move(mistake.message)});
  }

  /// An unknown entity: a mistake, unless it may stand where nobody could read.
  void miss(const Uses& uses, std::string pointer, Mistake mistake) {
    incomplete_.insert(uses.entity->id);
    if (packs_are_whole_) tell(uses, std::move(pointer), std::move(mistake));
  }

  void bind_context(const AmbiguousNames& ambiguous, GroupId group, Uses& uses) {
    const std::string where = uses.place.pointer + "/ambiguous/context";
    if (ambiguous.context.empty()) {
      incomplete_.insert(uses.entity->id);
      if (!uses.entity->partial) {
        tell(uses, uses.place.pointer + "/ambiguous",
             {.message = "ambiguous names need a context, such as context: '@china OR Beijing'"});
      }
      return;
    }
    const auto expression = parse(ambiguous.context);
    if (!expression) {
      for (const Mistake& mistake : expression.error()) tell(uses, where, mistake);
      return;
    }
    const std::size_t known = uses.ids.size();
    collect_entities(*expression, uses.ids);
    for (std::size_t i = known; i < uses.ids.size(); ++i) {
      if (packs_are_whole_ || vocabulary_.entity(uses.ids[i])) continue;
      incomplete_.insert(uses.entity->id);
      return;
    }
    const auto clause = bind(*expression, vocabulary_);
    if (!clause) {
      for (const Mistake& mistake : clause.error()) tell(uses, where, mistake);
      return;
    }
    if (ambiguous.within && !has_place(*clause)) {
      tell(uses, where,
           {.message = "with `within` the context must stand somewhere: words, phrases, entities, NEAR or an OR of "
                       "these, no AND or NOT"});
      return;
    }
    contexts_.emplace(group, program_.add(*clause));
  }

  bool packs_are_whole_;
  Vocabulary& vocabulary_;
  Program& program_;
  Findings& findings_;
  std::unordered_set<std::string>& incomplete_;
  std::unordered_set<std::string> seen_;
  std::deque<Uses> uses_;
  std::unordered_map<GroupId, NodeId> contexts_;
};

template <class Callback>
void for_each_entity(const std::vector<RulePack>& packs, Callback callback) {
  for (std::size_t p = 0; p < packs.size(); ++p) {
    for (std::size_t i = 0; i < packs[p].entities.size(); ++i) {
      callback(packs[p], Position{.pack = p, .section = Position::Section::entities, .index = i});
    }
  }
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::unordered_set<std::string> add_entities(const std::vector<RulePack>& packs, Vocabulary& vocabulary,
                                             Findings& findings) {
  Checker checker(vocabulary, findings);
  for_each_entity(packs, [&](const RulePack& pack, Position position) { checker.add(pack, position); });
  return std::move(checker).incomplete();
}

std::unordered_map<GroupId, NodeId> bind_entities(const std::vector<RulePack>& packs, bool packs_are_whole,
                                                  Vocabulary& vocabulary, Program& program, Findings& findings,
                                                  std::unordered_set<std::string>& incomplete) {
  Linker linker(packs_are_whole, vocabulary, program, findings, incomplete);
  for_each_entity(packs, [&](const RulePack& pack, Position position) { linker.link(pack, position); });
  linker.tell_circles();
  linker.spread_incomplete();
  return std::move(linker).contexts();
}

void collect_entities(const Expression& expression, std::vector<std::string>& ids) {
  if (expression.kind == Expression::Kind::entity) ids.push_back(expression.content);
  for (const Expression& operand : expression.operands) collect_entities(operand, ids);
}

}  // namespace tb::rules
