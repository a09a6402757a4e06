// A tree becomes a row of nodes: first a place for all operands, then each of them in turn.
#include "program.hpp"

#include <algorithm>

namespace tb::rules {

NodeId Program::add(const Clause& clause) {
  const auto node = static_cast<NodeId>(nodes_.size());
  nodes_.emplace_back();
  set(node, clause);
  return node;
}

void Program::set(NodeId node, const Clause& clause) {
  const auto first = static_cast<NodeId>(nodes_.size());
  const auto last = static_cast<NodeId>(first + clause.operands.size());
  nodes_[node] = {.kind = clause.kind,
                  .fields = clause.fields,
                  .what = clause.what,
                  .number = clause.number,
                  .first = first,
                  .last = last,
                  .place_begin = static_cast<std::uint32_t>(clause.place.begin),
                  .place_end = static_cast<std::uint32_t>(clause.place.end)};
  nodes_.resize(last);
  for (std::size_t i = 0; i < clause.operands.size(); ++i) {
    set(static_cast<NodeId>(first + i), clause.operands[i]);
  }
}

void Program::link(const Vocabulary& vocabulary) {
  for (Node& node : nodes_) {
    if (node.kind != Clause::Kind::terms) continue;
    const TermRange terms = vocabulary.plain_terms_of(node.what);
    node.first = terms.first;
    node.last = terms.last;
  }
}

bool Program::has_place(const Node& node) const {
  switch (node.kind) {
    case Clause::Kind::terms:
    case Clause::Kind::regex:
    case Clause::Kind::near:
    case Clause::Kind::before:
    case Clause::Kind::same_sentence:
      return true;
    case Clause::Kind::any_of:
      return std::ranges::all_of(operands(node), [this](const Node& operand) { return has_place(operand); });
    default:
      return false;
  }
}

Fields Program::fields() const {
  Fields fields{.bits = 0};
  for (const Node& node : nodes_) {
    if (node.kind == Clause::Kind::terms || node.kind == Clause::Kind::regex) fields.bits |= node.fields.bits;
  }
  fields.bits &= static_cast<std::uint16_t>(~kWholeFields.bits);
  return fields;
}

}  // namespace tb::rules
