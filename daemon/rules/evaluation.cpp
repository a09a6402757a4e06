// Truth and evidence walk the same nodes but apart: most rules asked are false, and only a true one pays for evidence.
#include "evaluation.hpp"

#include <algorithm>
#include <boost/algorithm/string/case_conv.hpp>
#include <tuple>
#include <utility>

#include "tenbells/text/fold.hpp"
#include "tenbells/text/sentences.hpp"

namespace tb::rules {
namespace {

using Kind = Clause::Kind;

bool contains(const std::vector<Span>* spans, Span span) {
  return spans == nullptr || std::ranges::binary_search(*spans, span);
}

void make_unique(std::vector<Span>& spans) {
  if (!std::ranges::is_sorted(spans)) std::ranges::sort(spans);
  spans.erase(std::ranges::unique(spans).begin(), spans.end());
}

Order order_of(const Node& node) {
  return node.kind == Kind::before ? Order::first_before_second : Order::either;
}

/// RFC 4647 §3.3.1: the range itself, or more subtags behind it. Both in small letters.
bool is_language(std::string_view tag, std::string_view range) {
  return tag.starts_with(range) && (tag.size() == range.size() || tag[range.size()] == '-');
}

}  // namespace

void Evaluation::begin(const RuleSet::Compiled& set, Reading& reading) {
  set_ = &set;
  reading_ = &reading;
  if (!entities_.empty()) entities_.clear();
  if (!sentences_.empty()) sentences_.clear();
  if (!values_.empty()) values_.clear();
  if (!near_places_.empty()) near_places_.clear();
}

void Evaluation::fetch_ahead(std::span<const RuleIndex> rules) const {
  constexpr std::size_t kFar = 12;
  constexpr std::size_t kMiddle = 8;
  constexpr std::size_t kNear = 4;
  const auto match_of = [&](std::size_t ahead) { return set_->nodes[rules[ahead]].match; };
  if (rules.size() > kFar) __builtin_prefetch(&set_->nodes[rules[kFar]]);
  if (rules.size() > kMiddle && match_of(kMiddle) != kNoNode) __builtin_prefetch(&set_->program[match_of(kMiddle)]);
  if (rules.size() <= kNear || match_of(kNear) == kNoNode) return;
  const Node& node = set_->program[match_of(kNear)];
  if (node.kind == Kind::terms) {
    set_->vocabulary.fetch_plain_terms(node.first);
  } else {
    __builtin_prefetch(&set_->program[node.first]);
  }
}

bool Evaluation::is_hit(RuleIndex rule) {
  const RuleNodes& nodes = set_->nodes[rule];
  if (nodes.match != kNoNode && !holds(nodes.match)) return false;
  if (nodes.score != kNoNode) {
    const CompiledScore& score = set_->scores[nodes.score];
    if (!reaches(sum(score), score)) return false;
  }
  if (nodes.unless != kNoNode && holds(nodes.unless)) return false;
  for (std::uint32_t i = nodes.exclude_first; i < nodes.exclude_last; ++i) {
    if (holds(set_->exclusions[set_->excluded[i]].node)) return false;
  }
  return true;
}

bool Evaluation::holds(const Node& node, const Scope& scope) {
  const auto operand_holds = [&](const Node& operand) { return holds(operand, scope); };
  const auto operands = set_->program.operands(node);
  switch (node.kind) {
    case Kind::terms:
      return terms_hold(node, scope);
    case Kind::regex:
      return regex_holds(node, scope);
    case Kind::whole:
      return whole_holds(node, scope);
    case Kind::all_of:
      return std::ranges::all_of(operands, operand_holds);
    case Kind::any_of:
      return std::ranges::any_of(operands, operand_holds);
    case Kind::negation:
      return !holds(operands.front(), scope);
    case Kind::near:
    case Kind::before:
      return near_holds(node, scope);
    case Kind::same_sentence:
      return sentence_holds(node, scope);
    case Kind::at_least: {
      std::uint32_t true_ones = 0;
      for (const Node& operand : operands) {
        if (operand_holds(operand) && ++true_ones == node.number) return true;
      }
      return node.number == 0;
    }
    case Kind::count:
      return operand_holds(operands.front()) && count(operands.front(), scope) >= node.number;
  }
  return false;
}

template <class Callback>
void Evaluation::for_each_name(const Node& node, const TextRead& text, const Scope& scope, Callback callback) {
  const std::uint32_t begin = scope.text == nullptr ? text.first : scope.words.first;
  const std::uint32_t end = scope.text == nullptr ? text.last : scope.words.last;
  const auto terms = set_->vocabulary.plain_terms({.first = node.first, .last = node.last});
  if (terms.empty()) {
    const std::vector<NamedSpan>& names = entity_names(node.what);
    const auto words = [](const NamedSpan& name) { return name.words.first; };
    for (auto name = std::ranges::lower_bound(names, begin, {}, words); name != names.end(); ++name) {
      if (name->words.first >= end) return;
      if (name->words.last <= end) callback(name->words, name->name);
    }
    return;
  }
  for (const NamedTerm& named : terms) {
    const auto spans = reading_->of(named.term);
    for (auto span = std::ranges::lower_bound(spans, begin, {}, &Span::first); span != spans.end(); ++span) {
      if (span->first >= end) break;
      if (span->last <= end) callback(*span, named.name);
    }
  }
}

bool Evaluation::terms_hold(const Node& node, const Scope& scope) {
  if (scope.is_whole_item() && node.fields == Fields{} && reading_->has_story_alone()) {
    const auto terms = set_->vocabulary.plain_terms({.first = node.first, .last = node.last});
    if (!terms.empty()) {
      return std::ranges::any_of(terms, [this](const NamedTerm& named) { return reading_->has(named.term); });
    }
  }
  for (const TextRead& text : reading_->texts()) {
    if (!node.fields.has(text.field) || !scope.has(text)) continue;
    bool found = false;
    for_each_name(node, text, scope, [&found](Span, NameId) { found = true; });
    if (found) return true;
  }
  return false;
}

/// The words that some bytes of a text touch; between two words if they touch none.
template <class Callback>
void Evaluation::for_each_match(const Node& node, const TextRead& text, const Scope& scope, Callback callback) {
  const std::vector<text::Word>& words = reading_->words_of(text).list;
  const auto matches = reading_->matches(node.what, text);
  const std::size_t begin = scope.text == nullptr ? 0 : scope.bytes.begin;
  const std::size_t end = scope.text == nullptr ? text.shipped.size() : scope.bytes.end;
  for (auto match = std::ranges::lower_bound(matches, begin, {}, &Place::begin); match != matches.end(); ++match) {
    const Place bytes = *match;
    if (bytes.begin >= end) return;
    if (bytes.end > end) continue;
    const auto first = std::ranges::upper_bound(words, bytes.begin, {}, &text::Word::end);
    const auto last = std::lower_bound(first, words.end(), bytes.end,
                                       [](const text::Word& word, std::size_t at) { return word.begin < at; });
    callback(Span{.first = text.first + static_cast<std::uint32_t>(first - words.begin()),
                  .last = text.first + static_cast<std::uint32_t>(last - words.begin())},
             bytes);
  }
}

bool Evaluation::regex_holds(const Node& node, const Scope& scope) {
  for (const TextRead& text : reading_->texts()) {
    if (!node.fields.has(text.field) || !scope.has(text)) continue;
    if (scope.text == nullptr) {
      if (!reading_->matches(node.what, text).empty()) return true;
      continue;
    }
    bool found = false;
    for_each_match(node, text, scope, [&found](Span, Place) { found = true; });
    if (found) return true;
  }
  return whole_holds(node, scope);
}

/// Of the fields that are compared whole.
bool Evaluation::whole_holds(const Node& node, const Scope& scope) {
  if ((node.fields.bits & kWholeFields.bits) == 0 || scope.text != nullptr) return false;
  for (const Field field : {Field::source, Field::tags, Field::lang}) {
    if (!node.fields.has(field) || !scope.fields.has(field)) continue;
    for (std::uint32_t entry = 0; entry < entries_of(reading_->item(), field); ++entry) {
      const bool is_it = node.kind == Kind::regex ? !reading_->matches_in_value(node.what, field, entry).empty()
                                                  : value_is(set_->vocabulary.wholes()[node.what], field, entry);
      if (is_it) return true;
    }
  }
  return false;
}

bool Evaluation::value_is(const Whole& whole, Field field, std::uint32_t entry) {
  const std::string& shipped = text_of(reading_->item(), field, entry);
  const auto fits = [&](std::string_view value) {
    return whole.prefix ? value.starts_with(whole.value) : value == whole.value;
  };
  if (whole.exact) return fits(shipped);
  const auto [folded, is_new] = values_.try_emplace(static_cast<std::uint32_t>(field) << 28 | entry);
  if (is_new) {
    folded->second = field == Field::lang ? boost::algorithm::to_lower_copy(shipped) : text::fold(shipped).text;
  }
  if (field == Field::lang && !whole.prefix) return !whole.value.empty() && is_language(folded->second, whole.value);
  return fits(folded->second);
}

bool Evaluation::near_holds(const Node& node, const Scope& scope) {
  const auto operands = set_->program.operands(node);
  if (!holds(operands[0], scope) || !holds(operands[1], scope)) return false;
  return std::ranges::any_of(reading_->texts(), [&](const TextRead& text) {
    if (!scope.has(text)) return false;
    const std::vector<Span> ones = places(operands[0], text, scope);
    if (ones.empty()) return false;
    return any_near(ones, places(operands[1], text, scope), node.number, order_of(node));
  });
}

bool Evaluation::operands_hold(const Node& node, const Scope& scope) {
  return std::ranges::all_of(set_->program.operands(node), [&](const Node& operand) { return holds(operand, scope); });
}

bool Evaluation::sentence_holds(const Node& node, const Scope& scope) {
  if (scope.text != nullptr) return operands_hold(node, scope);
  return std::ranges::any_of(reading_->texts(), [&](const TextRead& text) {
    if (!scope.has(text)) return false;
    return std::ranges::any_of(sentences(text), [&](const Scope& sentence) { return operands_hold(node, sentence); });
  });
}

const std::vector<Scope>& Evaluation::sentences(const TextRead& text) {
  const auto [entry, is_new] = sentences_.try_emplace(&text);
  std::vector<Scope>& found = entry->second;
  if (!is_new || text.field > Field::body) return found;
  const std::vector<text::Word>& words = reading_->words_of(text).list;
  std::size_t begin = 0;
  std::size_t first = 0;
  for (const std::uint32_t end : text::sentence_ends(text.shipped)) {
    std::size_t last = first;
    while (last < words.size() && words[last].begin < end) ++last;
    found.push_back({.text = &text,
                     .words = {.first = text.first + static_cast<std::uint32_t>(first),
                               .last = text.first + static_cast<std::uint32_t>(last)},
                     .bytes = {.begin = begin, .end = end}});
    begin = end;
    first = last;
  }
  return found;
}

std::size_t Evaluation::count(const Node& node, const Scope& scope) {
  std::size_t sum = 0;
  for (const TextRead& text : reading_->texts()) {
    if (scope.has(text)) sum += count_apart(places(node, text, scope));
  }
  return sum;
}

double Evaluation::weight(const CompiledScore& score, const CompiledScore::Term& term) {
  const Node& node = set_->program[term.node];
  const Scope title{.fields = Fields::only(Field::title), .words = {}, .bytes = {}};
  if (!holds(node, Scope{})) return 0;
  if (score.count == Score::Count::distinct) {
    const bool in_title = score.title_factor != 1 && holds(node, title);
    return term.weight * (in_title ? score.title_factor : 1);
  }
  const std::size_t all = std::min<std::size_t>(count(node, Scope{}), score.cap);
  const std::size_t titled = score.title_factor == 1 ? 0 : std::min(count(node, title), all);
  return term.weight * (static_cast<double>(titled) * score.title_factor + static_cast<double>(all - titled));
}

double Evaluation::sum(const CompiledScore& score) {
  double sum = 0;
  for (const CompiledScore::Term& term : score.terms) sum += weight(score, term);
  return sum;
}

const std::vector<Evaluation::NamedSpan>& Evaluation::entity_names(GroupId group) {
  if (const auto known = entities_.find(group); known != entities_.end()) return known->second;
  const TermGroup& of = set_->vocabulary.groups()[group];
  std::vector<NamedSpan> names;
  for (const NamedTerm& named : of.terms) add_names(named, names);
  if (!of.by_language.empty()) {
    const std::string language = boost::algorithm::to_lower_copy(reading_->item().language);
    for (const TermGroup::LanguageTerm& named : of.by_language) {
      if (language.empty() || is_language(language, named.language)) add_names(named.term, names);
    }
  }
  if (of.ambiguous) add_ambiguous(group, names);
  leave_out(of.excluded, names);
  if (!of.members.empty()) add_members(group, names);
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return entities_.emplace(group, std::move(names)).first->second;
}

void Evaluation::add_names(const NamedTerm& named, std::vector<NamedSpan>& names) {
  for (const Span& span : reading_->of(named.term)) names.push_back({.words = span, .name = named.name});
}

void Evaluation::add_ambiguous(GroupId group, std::vector<NamedSpan>& names) {
  const TermGroup::Ambiguous& ambiguous = *set_->vocabulary.groups()[group].ambiguous;
  std::vector<NamedSpan> found;
  for (const NamedTerm& named : ambiguous.terms) add_names(named, found);
  const auto context = set_->contexts.find(group);
  if (found.empty() || context == set_->contexts.end()) return;
  const Node& node = set_->program[context->second];
  if (!holds(node, Scope{})) return;
  if (!ambiguous.within) {
    names.insert(names.end(), found.begin(), found.end());
    return;
  }
  std::ranges::sort(found);
  for (const TextRead& text : reading_->texts()) {
    std::vector<Span> spans;
    const auto begin =
        std::ranges::lower_bound(found, text.first, {}, [](const NamedSpan& n) { return n.words.first; });
    for (auto name = begin; name != found.end() && name->words.last <= text.last; ++name) spans.push_back(name->words);
    std::uint32_t last = ~std::uint32_t{0};
    for (const NearPair& pair : near_pairs(spans, places(node, text, Scope{}), *ambiguous.within, Order::either)) {
      if (pair.one != last) names.push_back(begin[pair.one]);
      last = pair.one;
    }
  }
}

/// Names that share a word with an exclusion.
void Evaluation::leave_out(const std::vector<TermId>& excluded, std::vector<NamedSpan>& names) {
  if (excluded.empty() || names.empty()) return;
  std::vector<Span> forbidden;
  for (const TermId term : excluded) {
    const auto spans = reading_->of(term);
    forbidden.insert(forbidden.end(), spans.begin(), spans.end());
  }
  if (forbidden.empty()) return;
  std::ranges::sort(forbidden);
  std::vector<std::uint32_t> reach;  // the furthest end so far: what begins earlier may still be over a word
  for (const Span& span : forbidden) reach.push_back(std::max(reach.empty() ? 0 : reach.back(), span.last));
  std::erase_if(names, [&](const NamedSpan& name) {
    const auto behind = std::ranges::lower_bound(forbidden, name.words.last, {}, &Span::first);
    if (behind == forbidden.begin()) return false;
    return reach[static_cast<std::size_t>(behind - forbidden.begin()) - 1] > name.words.first;
  });
}

void Evaluation::add_members(GroupId group, std::vector<NamedSpan>& names) {
  std::vector<GroupId> members;
  if (set_->triggers.is_large(group)) {
    for (const MemberFound& found : reading_->members_found()) {
      if (found.whole == group) members.push_back(found.member);
    }
  } else {
    members = leaves_of(group, set_->vocabulary.groups());
  }
  std::ranges::sort(members);
  members.erase(std::ranges::unique(members).begin(), members.end());
  for (const GroupId member : members) {
    if (member == group) continue;  // its own names are there already
    const TermGroup& of = set_->vocabulary.groups()[member];
    if (of.is_plain()) {
      for (const NamedTerm& named : of.terms) add_names(named, names);
    } else {
      const std::vector<NamedSpan> own = entity_names(member);
      names.insert(names.end(), own.begin(), own.end());
    }
  }
}

/// The places of a NEAR are remembered: another NEAR may stand around it, and another around that.
std::vector<Span> Evaluation::places(const Node& node, const TextRead& text, const Scope& scope) {
  const bool is_near = node.kind == Kind::near || node.kind == Kind::before;
  if (is_near && scope.is_whole_item()) {
    const auto known = near_places_.find({&node, &text});
    if (known != near_places_.end()) return known->second;
  }
  std::vector<Span> found;
  add_places(node, text, scope, found);
  make_unique(found);
  if (is_near && scope.is_whole_item()) near_places_.emplace(std::pair(&node, &text), found);
  return found;
}

std::vector<NearPair> Evaluation::pairs(const Node& node, const std::vector<Span>& ones,
                                        const std::vector<Span>& others) const {
  return near_pairs(ones, others, node.number, order_of(node));
}

void Evaluation::add_places(const Node& node, const TextRead& text, const Scope& scope, std::vector<Span>& places) {
  const auto operands = set_->program.operands(node);
  switch (node.kind) {
    case Kind::terms:
      if (!node.fields.has(text.field) || !scope.has(text)) return;
      return for_each_name(node, text, scope, [&](Span span, NameId) { places.push_back(span); });
    case Kind::regex:
      if (!node.fields.has(text.field) || !scope.has(text)) return;
      return for_each_match(node, text, scope, [&](Span span, Place) { places.push_back(span); });
    case Kind::near:
    case Kind::before: {
      const std::vector<Span> ones = this->places(operands[0], text, scope);
      const std::vector<Span> others = this->places(operands[1], text, scope);
      std::vector<Span> found;
      for (const NearPair& pair : pairs(node, ones, others)) {
        found.push_back(around(ones[pair.one], others[pair.other]));
      }
      make_unique(found);
      if (found.size() > kMostPairs) found.resize(kMostPairs);
      places.insert(places.end(), found.begin(), found.end());
      return;
    }
    case Kind::same_sentence:
      if (scope.text != nullptr) {
        if (scope.text == &text && operands_hold(node, scope)) places.push_back(scope.words);
        return;
      }
      if (!scope.has(text)) return;
      for (const Scope& sentence : sentences(text)) {
        if (operands_hold(node, sentence)) places.push_back(sentence.words);
      }
      return;
    case Kind::any_of:
      for (const Node& operand : operands) add_places(operand, text, scope, places);
      return;
    default:
      return;  // stands nowhere: the binder leaves none of these beside a NEAR
  }
}

void Evaluation::show(RuleIndex rule, std::vector<MatchedSpan>& spans) {
  const std::size_t before = spans.size();
  const RuleNodes& nodes = set_->nodes[rule];
  if (nodes.match != kNoNode) sight(set_->program[nodes.match], true, Scope{}, spans);
  if (nodes.score != kNoNode) {
    for (const CompiledScore::Term& term : set_->scores[nodes.score].terms) {
      if (term.weight > 0) sight(set_->program[term.node], true, Scope{}, spans);
    }
  }
  tidy(spans, before, set_->vocabulary);
}

void Evaluation::show(NodeId node, bool wanted, std::vector<MatchedSpan>& spans) {
  const std::size_t before = spans.size();
  sight(set_->program[node], wanted, Scope{}, spans);
  tidy(spans, before, set_->vocabulary);
}

void Evaluation::show(const Node& node, std::vector<MatchedSpan>& spans) {
  const std::size_t before = spans.size();
  sight(node, true, Scope{}, spans);
  tidy(spans, before, set_->vocabulary);
}

void Evaluation::sight(const Node& node, bool wanted, const Scope& scope, std::vector<MatchedSpan>& spans) {
  if (holds(node, scope) != wanted) return;
  switch (node.kind) {
    case Kind::negation:
      return sight(set_->program.operands(node).front(), !wanted, scope, spans);
    case Kind::all_of:
    case Kind::any_of:
    case Kind::at_least:
      for (const Node& operand : set_->program.operands(node)) sight(operand, wanted, scope, spans);
      return;
    case Kind::count:
      if (wanted) sight(set_->program.operands(node).front(), true, scope, spans);
      return;
    case Kind::same_sentence:
      if (!wanted) return;
      if (scope.text != nullptr) {
        for (const Node& operand : set_->program.operands(node)) sight(operand, true, scope, spans);
        return;
      }
      break;
    case Kind::whole:
      if (wanted) sight_whole(node, spans);
      return;
    case Kind::regex:
      if (wanted && (node.fields.bits & kWholeFields.bits) != 0) sight_whole(node, spans);
      break;
    default:
      break;
  }
  if (!wanted) return;
  for (const TextRead& text : reading_->texts()) {
    if (scope.has(text)) sight_places(node, text, scope, nullptr, spans);
  }
}

/// The names that the places of a node are made of; only of the places in `of`, if it is given.
void Evaluation::sight_places(const Node& node, const TextRead& text, const Scope& scope, const std::vector<Span>* of,
                              std::vector<MatchedSpan>& spans) {
  const auto operands = set_->program.operands(node);
  const auto add = [&](Place bytes, NameId name) {
    spans.push_back({.field = text.field,
                     .entry = text.entry,
                     .begin = static_cast<std::uint32_t>(bytes.begin),
                     .end = static_cast<std::uint32_t>(bytes.end),
                     .name = name});
  };
  switch (node.kind) {
    case Kind::terms: {
      if (!node.fields.has(text.field)) return;
      // Of one name only the first can be among the first of all.
      NameId last = ~NameId{0};
      std::size_t count = 0;
      return for_each_name(node, text, scope, [&](Span span, NameId name) {
        if (!contains(of, span)) return;
        count = name == last ? count + 1 : 1;
        last = name;
        if (count <= kMostEvidence) add(reading_->place(text, span), name);
      });
    }
    case Kind::regex: {
      if (!node.fields.has(text.field)) return;
      std::size_t count = 0;
      return for_each_match(node, text, scope, [&](Span span, Place bytes) {
        if (contains(of, span) && ++count <= kMostEvidence) add(bytes, set_->vocabulary.patterns()[node.what].name);
      });
    }
    case Kind::near:
    case Kind::before: {
      const std::vector<Span> ones = places(operands[0], text, scope);
      const std::vector<Span> others = places(operands[1], text, scope);
      std::vector<Span> left;
      std::vector<Span> right;
      for (const NearPair& pair : pairs(node, ones, others)) {
        if (!contains(of, around(ones[pair.one], others[pair.other]))) continue;
        left.push_back(ones[pair.one]);
        right.push_back(others[pair.other]);
      }
      make_unique(left);
      make_unique(right);
      sight_places(operands[0], text, scope, &left, spans);
      sight_places(operands[1], text, scope, &right, spans);
      return;
    }
    case Kind::same_sentence:
      if (scope.text != nullptr) {
        if (!operands_hold(node, scope) || !contains(of, scope.words)) return;
        for (const Node& operand : operands) sight(operand, true, scope, spans);
        return;
      }
      for (const Scope& sentence : sentences(text)) {
        if (!contains(of, sentence.words) || !operands_hold(node, sentence)) continue;
        for (const Node& operand : operands) sight(operand, true, sentence, spans);
      }
      return;
    case Kind::any_of:
      for (const Node& operand : operands) sight_places(operand, text, scope, of, spans);
      return;
    default:
      return;
  }
}

void Evaluation::sight_whole(const Node& node, std::vector<MatchedSpan>& spans) {
  for (const Field field : {Field::source, Field::tags, Field::lang}) {
    if (!node.fields.has(field)) continue;
    for (std::uint32_t entry = 0; entry < entries_of(reading_->item(), field); ++entry) {
      if (node.kind == Kind::regex) {
        for (const Place& place : reading_->matches_in_value(node.what, field, entry)) {
          spans.push_back({.field = field,
                           .entry = entry,
                           .begin = static_cast<std::uint32_t>(place.begin),
                           .end = static_cast<std::uint32_t>(place.end),
                           .name = set_->vocabulary.patterns()[node.what].name});
        }
      } else if (value_is(set_->vocabulary.wholes()[node.what], field, entry)) {
        spans.push_back({.field = field,
                         .entry = entry,
                         .begin = 0,
                         .end = static_cast<std::uint32_t>(text_of(reading_->item(), field, entry).size()),
                         .name = set_->vocabulary.wholes()[node.what].name});
      }
    }
  }
}

void tidy(std::vector<MatchedSpan>& spans, std::size_t first, const Vocabulary& vocabulary) {
  const auto begin = spans.begin() + static_cast<std::ptrdiff_t>(first);
  if (spans.end() - begin < 2) return;
  const auto order = [](const MatchedSpan& s) { return std::tuple(s.field, s.entry, s.begin, s.end); };
  std::stable_sort(begin, spans.end(), [&](const MatchedSpan& a, const MatchedSpan& b) { return order(a) < order(b); });
  // Two names of an entity may be the same words (US and U.S.): one span tells it once.
  const auto says_the_same = [&](const MatchedSpan& a, const MatchedSpan& b) {
    if (order(a) != order(b)) return false;
    const Name& one = vocabulary.names()[a.name];
    const Name& other = vocabulary.names()[b.name];
    return one.entity == other.entity && (one.entity != kNoEntity || one.written == other.written);
  };
  auto end = begin;
  for (auto next = begin; next != spans.end() && end - begin < static_cast<std::ptrdiff_t>(kMostEvidence); ++next) {
    bool is_told = false;
    for (auto told = end; told != begin && order(*std::prev(told)) == order(*next); --told) {
      is_told = is_told || says_the_same(*std::prev(told), *next);
    }
    if (!is_told) *end++ = *next;
  }
  spans.erase(end, spans.end());
}

}  // namespace tb::rules
