// From yaml-cpp's events to a tree of nodes, with the limits that keep a hostile file small: events rather than
// yaml-cpp's own nodes, because they carry marks for keys, and nothing has been built yet when a limit is met.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "file_text.hpp"
#include "findings.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Thrown through yaml-cpp, whose callbacks have no other way to end a parse, after the reason went to the findings;
/// caught by parse_yaml.
struct StopParsing {};

/// Lives on one thread, for one parse; the text and the findings must outlive it.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const FileText& text, Findings& findings) : text_(text), findings_(findings) {}

  /// The document's value once it is parsed; nothing if there was no document. Called once.
  std::optional<Node> take_root() { return std::move(root_); }
  /// Where the last quoted scalar begins; 0 before the first.
  [[nodiscard]] std::size_t last_quoted() const { return last_quoted_; }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  // A list or map that is not finished.
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    std::optional<Node> key;                            // of a map: read, its value still to come
    std::unordered_map<std::string, std::size_t> keys;  // of a map: where each was first written
    std::vector<Node> merges;                           // of a map: the values of `<<`
  };

  // How much a copy of a value costs.
  struct Extent {
    std::size_t values = 1;
    std::size_t depth = 1;
  };

  static Extent extent_of(const Node& node);

  [[noreturn]] void stop(std::size_t at, std::string message);
  [[noreturn]] void stop_too_deep(std::size_t at);
  void count(std::size_t values, std::size_t at);
  void refuse_tag(std::size_t at);
  bool makes_bad_bytes(const Node& node);
  std::size_t place_of_null(std::size_t at) const;

  void open(Node::Kind kind, std::size_t at, const std::string& tag, YAML::anchor_t anchor);
  void close();
  void add_value(Node node, YAML::anchor_t anchor);
  void remember(const Node& node, YAML::anchor_t anchor);
  void complete(Node node, std::size_t at);
  void take_key(Open& map, Node key, std::size_t at);
  void take_member(Open& map, Node value);
  void merge_into(Open& map, Node merge);

  const FileText& text_;
  Findings& findings_;
  std::optional<Node> root_;
  std::size_t last_quoted_ = 0;
  int documents_ = 0;
  std::size_t values_ = 0;
  std::vector<Open> stack_;
  std::map<YAML::anchor_t, std::pair<Node, Extent>> anchored_;
};

}  // namespace tb::config
