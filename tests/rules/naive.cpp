// Written to be obviously right; its time does not matter.
#include "rules/naive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>
#include <tuple>

#include "rules/naive_places.hpp"
#include "rules/parser.hpp"

namespace tb::rules {
namespace {

using Kind = Expression::Kind;
using Places = std::vector<Standing>;

/// Nothing, or the piece of a text beyond which nothing is seen: a sentence, or the title.
using Scope = std::optional<Standing>;

bool is_inside(const Standing& place, const Scope& scope) {
  if (!scope) return true;
  return place.field == scope->field && place.entry == scope->entry && place.begin >= scope->begin &&
         place.end <= scope->end;
}

template <class Value>
void append(std::vector<Value>& all, std::vector<Value> more) {
  std::ranges::move(more, std::back_inserter(all));
}

Expression parsed(const std::string& text) {
  auto expression = parse(text);
  if (!expression) throw std::invalid_argument(fmt::format("{}: {}", text, expression.error()[0].message));
  return *std::move(expression);
}

bool is_pairing(Kind kind) {
  return kind == Kind::near || kind == Kind::before;
}

/// Whether an expression stands somewhere; else NEAR is distributed over it.
bool is_placed(const Expression& e) {
  switch (e.kind) {
    case Kind::any_of:
      return std::ranges::all_of(e.operands, is_placed);
    case Kind::all_of:
    case Kind::negation:
    case Kind::at_least:
    case Kind::count:
      return false;
    default:
      return true;
  }
}

/// NEAR over what has no place becomes that of NEARs: (a AND b) NEAR c is a NEAR c AND b NEAR c. First the left side,
/// then the right.
Expression distributed(Expression e) {
  for (Expression& operand : e.operands) operand = distributed(std::move(operand));
  if (!is_pairing(e.kind)) return e;
  for (const std::size_t side : {0, 1}) {
    if (is_placed(e.operands[side])) continue;
    Expression outer = e.operands[side];
    for (Expression& operand : outer.operands) {
      Expression inner = e;
      inner.operands[side] = std::move(operand);
      operand = distributed(std::move(inner));
    }
    return outer;
  }
  return e;
}

/// Whether `b` stands behind `a`, sharing no word with it. What touches no word stands between two, and what stands
/// between the same two stands in the same place.
bool is_behind(const Standing& b, const Standing& a) {
  if (a.field != b.field || a.entry != b.entry || b.first < a.last) return false;
  return a.first < a.last || b.first < b.last || a.first < b.first;
}

/// The same, with at most `most` words between.
bool is_behind(const Standing& b, const Standing& a, std::size_t most) {
  return is_behind(b, a) && b.first - a.last <= most;
}

/// Of those behind a place the nearest: fewest words between, then the shortest; all that are the same words.
Places nearest_behind(const Standing& a, const Places& all, std::size_t most) {
  Places near;
  for (const Standing& b : all) {
    if (!is_behind(b, a, most)) continue;
    const auto rank = [](const Standing& s) { return std::pair(s.first, s.last); };
    if (!near.empty() && rank(b) > rank(near[0])) continue;
    if (!near.empty() && rank(b) < rank(near[0])) near.clear();
    near.push_back(b);
  }
  return near;
}

Places nearest_before(const Standing& b, const Places& all, std::size_t most) {
  Places near;
  for (const Standing& a : all) {
    if (!is_behind(b, a, most)) continue;
    const auto rank = [](const Standing& s) { return std::pair(s.last, s.first); };
    if (!near.empty() && rank(a) < rank(near[0])) continue;
    if (!near.empty() && rank(a) > rank(near[0])) near.clear();
    near.push_back(a);
  }
  return near;
}

/// From the first to the last word of both.
Standing pair_of(const Standing& a, const Standing& b) {
  Standing pair = a;
  pair.first = std::min(a.first, b.first);
  pair.last = std::max(a.last, b.last);
  pair.begin = std::min(a.begin, b.begin);
  pair.end = std::max(a.end, b.end);
  append(pair.evidence, b.evidence);
  return pair;
}

/// Each place once, with all that stands there: NEARs around NEARs would find it again and again.
Places merged(const Places& places) {
  const auto by_what = [](const Evidence& a, const Evidence& b) {
    return std::tie(a.begin, a.end, a.entity, a.term) < std::tie(b.begin, b.end, b.entity, b.term);
  };
  Places all;
  std::map<std::tuple<Field, std::size_t, std::size_t, std::size_t, std::size_t, std::size_t>, std::size_t> known;
  for (const Standing& p : places) {
    const auto [at, is_new] = known.try_emplace({p.field, p.entry, p.first, p.last, p.begin, p.end}, all.size());
    if (is_new) {
      all.push_back(p);
    } else {
      append(all[at->second].evidence, p.evidence);
    }
  }
  for (Standing& place : all) {
    std::ranges::sort(place.evidence, by_what);
    const auto again = std::ranges::unique(place.evidence);
    place.evidence.erase(again.begin(), again.end());
  }
  return all;
}

/// The most of these places that share no word with one another: always the next that ends first (which is the best
/// choice for intervals).
int most_apart(Places places) {
  std::ranges::sort(places, {}, [](const Standing& s) { return std::tuple(s.field, s.entry, s.last, s.first); });
  int count = 0;
  const Standing* taken = nullptr;
  for (const Standing& place : places) {
    const bool elsewhere = taken == nullptr || taken->field != place.field || taken->entry != place.entry;
    if (!elsewhere && !is_behind(place, *taken)) continue;
    taken = &place;
    ++count;
  }
  return count;
}

class Naive {
 public:
  Naive(const std::vector<Entity>& entities, const Item& item) : entities_(entities), item_(item), texts_(item) {}

  bool holds(const Expression& e, const Scope& scope = {}) {
    const auto operand_holds = [&](const Expression& operand) { return holds(operand, scope); };
    switch (e.kind) {
      case Kind::negation:
        return !holds(e.operands[0], scope);
      case Kind::all_of:
        return std::ranges::all_of(e.operands, operand_holds);
      case Kind::any_of:
        return std::ranges::any_of(e.operands, operand_holds);
      case Kind::at_least:
        return std::ranges::count_if(e.operands, operand_holds) >= e.number;
      case Kind::count:
        return most_apart(places(e.operands[0], scope)) >= e.number;
      default:
        return !places(e, scope).empty();
    }
  }

  /// What made it true, or false where `wanted` is false.
  std::vector<Evidence> why(const Expression& e, bool wanted, const Scope& scope = {}) {
    if (holds(e, scope) != wanted) return {};
    std::vector<Evidence> all;
    switch (e.kind) {
      case Kind::negation:
        return why(e.operands[0], !wanted, scope);
      case Kind::all_of:
      case Kind::any_of:
      case Kind::at_least:
        for (const Expression& operand : e.operands) append(all, why(operand, wanted, scope));
        return all;
      case Kind::count:
        return wanted ? why(e.operands[0], true, scope) : all;
      default:
        if (!wanted) return all;
        for (Standing& place : places(e, scope)) append(all, std::move(place.evidence));
        return all;
    }
  }

  /// Where an expression stands that is placed.
  Places places(const Expression& e, const Scope& scope) {
    if (e.kind == Kind::same_sentence) return true_sentences(e, scope);
    if (is_pairing(e.kind)) return pairs(e, scope);
    Places all;
    if (e.kind == Kind::any_of) {
      for (const Expression& operand : e.operands) append(all, places(operand, scope));
      return all;
    }
    all = leaf(e);
    std::erase_if(all, [&](const Standing& place) { return !is_inside(place, scope); });
    return all;
  }

  int number_of_places(const Expression& e, const std::function<bool(const Standing&)>& wanted) {
    Places all = places(e, {});
    std::erase_if(all, std::not_fn(wanted));
    return most_apart(std::move(all));
  }

 private:
  /// Everywhere in the item. Remembered, since every expression around a leaf asks for it again.
  const Places& leaf(const Expression& e) {
    const std::string key = fmt::format("{} {} {} {} /{}/{} {}", static_cast<int>(e.kind), e.fields.bits, e.exact,
                                        e.content, e.content.size(), e.flags, e.written);
    const auto known = leaves_.find(key);
    if (known != leaves_.end()) return known->second;
    Places places = e.kind == Kind::entity ? entity(e.content, e.fields) : texts_.of(e);
    return leaves_.emplace(key, std::move(places)).first->second;
  }

  Places true_sentences(const Expression& e, const Scope& scope) {
    Places all;
    for (Standing sentence : texts_.sentences()) {
      if (!is_inside(sentence, scope)) continue;
      const auto operand_holds = [&](const Expression& operand) { return holds(operand, sentence); };
      if (!std::ranges::all_of(e.operands, operand_holds)) continue;
      std::vector<Evidence> evidence;
      for (const Expression& operand : e.operands) append(evidence, why(operand, true, sentence));
      sentence.evidence = std::move(evidence);
      all.push_back(std::move(sentence));
    }
    return all;
  }

  Places pairs(const Expression& e, const Scope& scope) {
    const auto most = static_cast<std::size_t>(e.number);
    const Places left = places(e.operands[0], scope);
    const Places right = places(e.operands[1], scope);
    Places all;
    for (const Standing& a : left) {
      for (const Standing& b : nearest_behind(a, right, most)) all.push_back(pair_of(a, b));
      if (e.kind == Kind::before) continue;
      for (const Standing& b : nearest_before(a, right, most)) all.push_back(pair_of(a, b));
    }
    for (const Standing& b : right) {
      for (const Standing& a : nearest_before(b, left, most)) all.push_back(pair_of(a, b));
      if (e.kind == Kind::before) continue;
      for (const Standing& a : nearest_behind(b, left, most)) all.push_back(pair_of(a, b));
    }
    return merged(all);
  }

  Places entity(const std::string& id, Fields fields) {
    Places all;
    for (const Entity& entity : entities_) {
      if (entity.id != id) continue;
      Places own = names(entity, fields);
      std::erase_if(own, [&](const Standing& name) { return shares_a_word(name, entity.excluded); });
      append(all, std::move(own));
      for (const std::string& member : entity.members) append(all, this->entity(member, fields));
    }
    return all;
  }

  /// Wherever a name of the entity counts, but for what it excludes.
  Places names(const Entity& entity, Fields fields) {
    const auto standing = [&](const std::vector<std::string>& names, bool exact) {
      Places all;
      for (const std::string& name : names) append(all, texts_.of(alias_of(name, exact, entity.id), fields));
      return all;
    };
    Places all = standing(entity.names, false);
    append(all, standing(entity.exact, true));
    for (const auto& [language, names] : entity.by_language) {
      if (item_.language.empty() || language_is_in(item_.language, language)) append(all, standing(names, false));
    }
    if (!entity.ambiguous) return all;
    Places doubtful = standing(entity.ambiguous->names, false);
    append(doubtful, standing(entity.ambiguous->exact, true));
    if (doubtful.empty()) return all;
    const Expression context = distributed(parsed(entity.ambiguous->context));
    const std::optional<int> within = entity.ambiguous->within;
    std::erase_if(doubtful, [&](const Standing& name) {
      return within ? !holds_near(context, name, static_cast<std::size_t>(*within)) : !holds(context);
    });
    append(all, std::move(doubtful));
    return all;
  }

  /// NEAR between one name and a context, distributed over what has no place.
  bool holds_near(const Expression& e, const Standing& name, std::size_t within) {
    const auto operand_holds = [&](const Expression& operand) { return holds_near(operand, name, within); };
    switch (e.kind) {
      case Kind::negation:
        return !operand_holds(e.operands[0]);
      case Kind::all_of:
        return std::ranges::all_of(e.operands, operand_holds);
      case Kind::any_of:
        return std::ranges::any_of(e.operands, operand_holds);
      case Kind::at_least:
        return std::ranges::count_if(e.operands, operand_holds) >= e.number;
      default:
        return std::ranges::any_of(places(e, {}), [&](const Standing& place) {
          return is_behind(place, name, within) || is_behind(name, place, within);
        });
    }
  }

  bool shares_a_word(const Standing& name, const std::vector<std::string>& excluded) {
    const Fields there = Fields::only(name.field);
    return std::ranges::any_of(excluded, [&](const std::string& other) {
      return std::ranges::any_of(texts_.of(alias_of(other, false, {}), there), [&](const Standing& place) {
        return place.entry == name.entry && place.first < name.last && name.first < place.last;
      });
    });
  }

  const std::vector<Entity>& entities_;
  const Item& item_;
  NaivePlaces texts_;
  std::map<std::string, Places> leaves_;
};

/// What the terms weigh together; `evidence` of those that speak for it is added.
double weight(Naive& naive, const NaiveRule& rule, const Item& item, std::vector<Evidence>& evidence) {
  const Score& score = *rule.score;
  const Standing title{.field = Field::title, .begin = 0, .end = item.title.size()};
  double sum = 0;
  for (std::size_t i = 0; i < score.terms.size(); ++i) {
    const Expression& term = rule.score_terms[i];
    if (!naive.holds(term)) continue;
    double times = naive.holds(term, title) ? score.title_factor : 1;
    if (score.count == Score::Count::occurrences) {
      const auto is_in_title = [](const Standing& place) { return place.field == Field::title; };
      const int in_title = std::min(score.cap, naive.number_of_places(term, is_in_title));
      const int elsewhere =
          naive.number_of_places(term, std::not_fn(std::function<bool(const Standing&)>(is_in_title)));
      times = in_title * score.title_factor + std::min(score.cap - in_title, elsewhere);
    }
    sum += score.terms[i].weight * times;
    if (score.terms[i].weight > 0) append(evidence, naive.why(term, true));
  }
  return sum;
}

}  // namespace

NaiveRule naive_rule(const Rule& rule, const std::vector<Exclusion>& exclusions) {
  NaiveRule naive{.score = rule.score};
  if (!rule.match.empty()) naive.match = distributed(parsed(rule.match));
  if (!rule.unless.empty()) naive.unless = distributed(parsed(rule.unless));
  if (rule.score) {
    for (const Score::Term& term : rule.score->terms) {
      naive.score_terms.push_back(distributed(parsed(term.expression)));
    }
  }
  for (const std::string& id : rule.exclude) {
    for (const Exclusion& exclusion : exclusions) {
      if (exclusion.id == id) naive.exclusions.push_back(distributed(parsed(exclusion.expression)));
    }
  }
  return naive;
}

NaiveAnswer naive_answer(const NaiveRule& rule, const std::vector<Entity>& entities, const Item& item) {
  Naive naive(entities, item);
  NaiveAnswer answer{.hit = true};
  std::vector<Evidence> evidence;
  if (rule.match) {
    answer.hit = naive.holds(*rule.match);
    append(evidence, naive.why(*rule.match, true));
  }
  if (rule.score) {
    answer.score = weight(naive, rule, item, evidence);
    answer.hit = answer.hit && *answer.score >= rule.score->threshold * (1 - 1e-9);
  }
  if (rule.unless && naive.holds(*rule.unless)) answer.hit = false;
  for (const Expression& exclusion : rule.exclusions) answer.hit = answer.hit && !naive.holds(exclusion);
  if (!answer.hit) return answer;
  const auto order = [](const Evidence& e) {
    return std::tuple(e.field, e.entry, e.begin, e.end, e.entity, e.entity.empty() ? e.term : "");
  };
  std::ranges::stable_sort(evidence, {}, order);
  const auto again = std::ranges::unique(evidence, {}, order);
  evidence.erase(again.begin(), again.end());
  answer.evidence = std::move(evidence);
  return answer;
}

}  // namespace tb::rules
