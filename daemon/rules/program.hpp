// Program: all clauses of all rules, laid out flat: a rule is one number, the operands of a node stand side by side.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "clause.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = ~NodeId{0};

struct Node {
  Clause::Kind kind = Clause::Kind::terms;
  Fields fields;             ///< of leaves
  std::uint32_t what = 0;    ///< of leaves, as Clause::what
  std::uint32_t number = 0;  ///< as Clause::number
  std::uint32_t first = 0;   ///< its operands, half open; of terms, its group's in Vocabulary::plain_terms
  std::uint32_t last = 0;
  std::uint32_t place_begin = 0;  ///< in the rule's text
  std::uint32_t place_end = 0;
};

class Program {
 public:
  NodeId add(const Clause& clause);

  [[nodiscard]] const Node& operator[](NodeId node) const { return nodes_[node]; }
  [[nodiscard]] std::span<const Node> operands(const Node& node) const {
    if (node.kind == Clause::Kind::terms) return {};
    return std::span(nodes_).subspan(node.first, node.last - node.first);
  }

  /// Tells the nodes of terms where their groups' terms are, once these are final.
  void link(const Vocabulary& vocabulary);

  /// Whether a node stands somewhere, as has_place of its clause.
  [[nodiscard]] bool has_place(NodeId node) const { return has_place(nodes_[node]); }
  [[nodiscard]] bool has_place(const Node& node) const;

  /// The fields that some node reads word by word.
  [[nodiscard]] Fields fields() const;

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] std::size_t bytes() const { return nodes_.capacity() * sizeof(Node); }

 private:
  void set(NodeId node, const Clause& clause);

  std::vector<Node> nodes_;
};

}  // namespace tb::rules
