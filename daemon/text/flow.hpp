// Flow: text as it runs on a page. Collects characters, collapses white space, drops what nobody sees. The last step of
// every text of an item, whether it was HTML or plain.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "text_runs.hpp"

namespace tb::text {

/// Whether a line break shows as one or, in a title, as a space.
enum class Breaks : std::uint8_t { shown, as_spaces };

/// White space of every kind becomes one space, at most one line break stands between two lines, none at either end.
/// Dropped: controls, soft hyphens, zero-width spaces, embeddings, overrides and isolates of a direction (they make
/// a headline read as another).
/// C1 controls become what windows-1252 has in their place. Owned by one function call; not shared.
class Flow {
 public:
  /// @param input_size  bytes of the text or HTML that will pass: no byte of it makes more than three of the result
  Flow(std::size_t input_size, Breaks breaks);

  /// Text in valid UTF-8; its line breaks are white space like any other.
  void text(std::string_view utf8);

  /// Takes the ordinary characters of `utf8` from `pos` on. Returns where the first stands that needs a look: white
  /// space, something invisible, and with Stops::markup "<" and "&".
  template <Stops kStops>
  std::size_t run(std::string_view utf8, std::size_t pos);

  /// Takes the one character at `pos`, be it white, invisible or visible. Returns the place behind it.
  std::size_t character(std::string_view utf8, std::size_t pos);

  void code_point(char32_t code_point);
  void line_break() { pending_ = breaks_ == Breaks::shown ? Pending::line : Pending::space; }
  void space() {
    if (pending_ == Pending::nothing) pending_ = Pending::space;
  }

  [[nodiscard]] bool is_empty() const { return size_ == 0; }
  [[nodiscard]] std::string finish() && { return {out_, size_}; }

 private:
  enum class Pending : std::uint8_t { nothing, space, line };

  /// Writes the white space that is due; to be called before something visible is written.
  void write_pending() {
    if (pending_ != Pending::nothing && size_ > 0) out_[size_++] = pending_ == Pending::line ? '\n' : ' ';
    pending_ = Pending::nothing;
  }

  // The result is written here and copied once its size is known: most texts are far shorter than their HTML, and live
  // long. Titles and teasers need no memory of their own.
  static constexpr std::size_t kOnStack = 512;

  Breaks breaks_;
  Pending pending_ = Pending::nothing;
  std::size_t size_ = 0;
  std::unique_ptr<char[]> large_;  // NOLINT(modernize-avoid-c-arrays): not to be filled with zeros
  std::array<char, kOnStack> small_;
  char* out_ = nullptr;
};

template <Stops kStops>
std::size_t Flow::run(std::string_view utf8, std::size_t pos) {
  const std::size_t before = size_;
  const Pending pending = pending_;
  write_pending();
  const std::size_t length = copy_run<kStops>(utf8.data() + pos, utf8.size() - pos, out_ + size_);
  if (length == 0) {
    size_ = before;
    pending_ = pending;
    return pos;
  }
  size_ += length;
  if (out_[size_ - 1] == ' ') {  // whether it shows depends on what comes next
    --size_;
    pending_ = Pending::space;
  }
  return pos + length;
}

}  // namespace tb::text
