// Findings: the mistakes of one file, collected so that all are told at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "file_text.hpp"
#include "tenbells/config/configuration.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Lives on one thread, during one load; the file's text must outlive it. Bounded: after 100 mistakes it takes no more.
class Findings {
 public:
  explicit Findings(const FileText& text) : text_(text) {}

  void add(std::size_t offset, std::string message);
  /// At the node's value, with its path in front.
  void add(const Node& node, std::string_view message);
  /// At the node's key, with its path in front.
  void add_at_key(const Node& node, std::string_view message);

  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  [[nodiscard]] bool full() const;
  [[nodiscard]] const FileText& text() const { return text_; }

  /// What was found, by line and column, equal ones once.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  const FileText& text_;
  std::vector<Diagnostic> found_;
};

/// Text of the user's for a message: in double quotes, control characters as escapes, cut to 60 code points.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// What may be said of a scalar: in_quotes(), as written if it holds references.
[[nodiscard]] std::string shown(const Node& node);

}  // namespace tb::config
