// Where in XML an ampersand is no reference: CDATA sections, comments, instructions, the DOCTYPE. And what the DOCTYPE
// says of entities, so that a well-formed document is not called broken.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace tb::feed {

/// Behind the ">" of the "<!DOCTYPE … [ … ]>" at `pos`: quotes and comments in it may hold ">" and "]". The text's end
/// if it never comes.
[[nodiscard]] std::size_t after_doctype(std::string_view text, std::size_t pos);

/// The sections of a text, asked for in ascending places; each byte is looked at once.
class XmlSections {
 public:
  explicit XmlSections(std::string_view text) : text_(text) {}

  [[nodiscard]] bool contain(std::size_t pos);

  /// Whether the DOCTYPE in front of the last place asked for declares the entity, or may do so in a part of it that is
  /// elsewhere.
  [[nodiscard]] bool declare(std::string_view entity);

 private:
  void find_next();
  void read_doctype();

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string_view doctype_;
  bool continues_elsewhere_ = false;
  std::vector<std::string_view> entities_;  // sorted
};

}  // namespace tb::feed
