// Flow: text as it runs on a page. Collects characters, collapses white space, drops what nobody sees. The last step of
// every text of an item, whether it was HTML or plain.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tb::text {

/// Whether a line break shows as one or, in a title, as a space.
enum class Breaks : std::uint8_t { shown, as_spaces };

/// White space of every kind becomes one space, at most one line break stands between two lines, none at either end.
/// Dropped: controls, soft hyphens, zero-width spaces, embeddings, overrides and isolates of a direction (they make
/// a headline read as another).
/// C1 controls become what windows-1252 has in their place. Owned by one function call; not shared.
class Flow {
 public:
  Flow(std::size_t expected_size, Breaks breaks) : breaks_(breaks) { out_.reserve(expected_size); }

  /// Text in valid UTF-8; its line breaks are white space like any other.
  void text(std::string_view utf8);
  void code_point(char32_t code_point);
  void line_break() { pending_ = breaks_ == Breaks::shown ? Pending::line : Pending::space; }
  void space() {
    if (pending_ == Pending::nothing) pending_ = Pending::space;
  }

  [[nodiscard]] std::string finish() && { return std::move(out_); }

 private:
  enum class Pending : std::uint8_t { nothing, space, line };

  void visible(std::string_view utf8);

  Breaks breaks_;
  Pending pending_ = Pending::nothing;
  std::string out_;
};

}  // namespace tb::text
