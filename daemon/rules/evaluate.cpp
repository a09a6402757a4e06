// Truth and evidence walk the same tree but apart: most rules asked are false, and only a true one pays for evidence.
#include "evaluate.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "near.hpp"

namespace tb::rules {
namespace {

/// Evidence before its texts are copied.
struct Sighting {
  Field field = Field::title;
  Place place;
  GroupId group = 0;  ///< and which of its terms; kNoTerm for a regular expression, then `group` is its id
  std::size_t term = 0;
};

constexpr std::size_t kNoTerm = ~std::size_t{0};

/// The occurrences of one side of a NEAR in one field, with what they are occurrences of.
struct Side {
  std::vector<Span> spans;
  std::vector<std::pair<GroupId, std::size_t>> terms;  ///< group and term of each span
};

const TermGroup& group_of(const Clause& clause, const Reading& reading) {
  return reading.vocabulary().groups()[clause.group];
}

bool has_terms(const Clause& clause, const Reading& reading) {
  return std::ranges::any_of(group_of(clause, reading).terms, [&](const NamedTerm& named) {
    return std::ranges::any_of(reading.of(named.term), [&](const Occurrence& o) { return clause.fields.has(o.field); });
  });
}

bool has_regex(const Clause& clause, Reading& reading) {
  return std::ranges::any_of(
      kFields, [&](Field field) { return clause.fields.has(field) && !reading.of(clause.regex, field).empty(); });
}

void add_side(const Clause& clause, const Reading& reading, Field field, Side& side) {
  for (const Clause& operand : clause.operands) add_side(operand, reading, field, side);
  if (clause.kind != Clause::Kind::terms || !clause.fields.has(field)) return;
  const TermGroup& group = group_of(clause, reading);
  for (std::size_t i = 0; i < group.terms.size(); ++i) {
    for (const Occurrence& occurrence : reading.of(group.terms[i].term)) {
      if (occurrence.field != field) continue;
      side.spans.push_back({.first = occurrence.first, .last = occurrence.last});
      side.terms.emplace_back(clause.group, i);
    }
  }
}

/// Both sides of a NEAR in a field.
std::array<Side, 2> sides(const Clause& clause, const Reading& reading, Field field) {
  std::array<Side, 2> both;
  for (std::size_t i = 0; i < both.size(); ++i) add_side(clause.operands[i], reading, field, both[i]);
  return both;
}

bool is_near(const Clause& clause, const Reading& reading) {
  return std::ranges::any_of(kFields, [&](Field field) {
    const auto [left, right] = sides(clause, reading, field);
    return !left.spans.empty() && !near_ones(left.spans, right.spans, clause.distance).empty();
  });
}

/// Of one term only the first can be among the first of all.
void sight_terms(const Clause& clause, const Reading& reading, std::vector<Sighting>& found) {
  const TermGroup& group = group_of(clause, reading);
  for (std::size_t i = 0; i < group.terms.size(); ++i) {
    std::size_t count = 0;
    for (const Occurrence& occurrence : reading.of(group.terms[i].term)) {
      if (!clause.fields.has(occurrence.field)) continue;
      if (++count > kMostEvidence) break;
      found.push_back(
          {.field = occurrence.field, .place = reading.place(occurrence), .group = clause.group, .term = i});
    }
  }
}

void sight_regex(const Clause& clause, Reading& reading, std::vector<Sighting>& found) {
  for (const Field field : kFields) {
    if (!clause.fields.has(field)) continue;
    for (const Place& place : reading.of(clause.regex, field)) {
      found.push_back({.field = field, .place = place, .group = clause.regex, .term = kNoTerm});
    }
  }
}

void sight_near(const Clause& clause, const Reading& reading, std::vector<Sighting>& found) {
  for (const Field field : kFields) {
    const std::array<Side, 2> both = sides(clause, reading, field);
    for (std::size_t one = 0; one < both.size(); ++one) {
      const Side& side = both[one];
      std::vector<Span> close = near_ones(side.spans, both[1 - one].spans, clause.distance);
      std::ranges::sort(close);
      close.erase(std::ranges::unique(close).begin(), close.end());
      if (close.size() > kMostEvidence) close.resize(kMostEvidence);
      for (std::size_t i = 0; i < side.spans.size(); ++i) {
        const Span& span = side.spans[i];
        if (!std::ranges::binary_search(close, span)) continue;
        found.push_back({.field = field,
                         .place = reading.place({.field = field, .first = span.first, .last = span.last}),
                         .group = side.terms[i].first,
                         .term = side.terms[i].second});
      }
    }
  }
}

void sight(const Clause& clause, Reading& reading, std::vector<Sighting>& found) {
  if (clause.negated || !holds(clause, reading)) return;
  switch (clause.kind) {
    case Clause::Kind::terms:
      return sight_terms(clause, reading, found);
    case Clause::Kind::regex:
      return sight_regex(clause, reading, found);
    case Clause::Kind::near:
      return sight_near(clause, reading, found);
    case Clause::Kind::all_of:
    case Clause::Kind::any_of:
      for (const Clause& operand : clause.operands) sight(operand, reading, found);
  }
}

Evidence shown(const Sighting& sighting, const Reading& reading) {
  const auto [begin, end] = sighting.place;
  Evidence evidence{.field = sighting.field,
                    .begin = begin,
                    .end = end,
                    .text = text_of(reading.item(), sighting.field).substr(begin, end - begin)};
  if (sighting.term == kNoTerm) {
    evidence.term = reading.vocabulary().patterns()[sighting.group].written;
  } else {
    const TermGroup& group = reading.vocabulary().groups()[sighting.group];
    evidence.term = group.terms[sighting.term].written;
    evidence.entity = group.entity;
  }
  return evidence;
}

}  // namespace

bool holds(const Clause& clause, Reading& reading) {
  const auto operand_holds = [&reading](const Clause& operand) { return holds(operand, reading); };
  switch (clause.kind) {
    case Clause::Kind::terms:
      return has_terms(clause, reading) != clause.negated;
    case Clause::Kind::regex:
      return has_regex(clause, reading) != clause.negated;
    case Clause::Kind::near:
      return is_near(clause, reading) != clause.negated;
    case Clause::Kind::all_of:
      return std::ranges::all_of(clause.operands, operand_holds);
    case Clause::Kind::any_of:
      return std::ranges::any_of(clause.operands, operand_holds);
  }
  return false;
}

std::vector<Evidence> evidence(const Clause& clause, Reading& reading) {
  std::vector<Sighting> found;
  sight(clause, reading, found);
  const auto order = [](const Sighting& s) { return std::tuple(s.field, s.place.begin, s.place.end); };
  std::ranges::stable_sort(found, {}, order);
  std::vector<Evidence> shown_ones;
  for (const Sighting& sighting : found) {
    if (shown_ones.size() == kMostEvidence) break;
    Evidence next = shown(sighting, reading);
    // Two names of an entity may be the same words (US and U.S.): one span tells it once.
    const bool told = std::ranges::any_of(shown_ones, [&next](const Evidence& e) {
      return e.field == next.field && e.begin == next.begin && e.end == next.end && e.entity == next.entity &&
             (!e.entity.empty() || e.term == next.term);
    });
    if (!told) shown_ones.push_back(std::move(next));
  }
  return shown_ones;
}

const Clause& lacking(const Clause& clause, Reading& reading) {
  if (clause.kind == Clause::Kind::all_of) {
    for (const Clause& operand : clause.operands) {
      if (!holds(operand, reading)) return lacking(operand, reading);
    }
  }
  return clause;
}

}  // namespace tb::rules
