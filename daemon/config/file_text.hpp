// The text of a file with its lines: turns a byte offset into the line and column that an editor shows.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/config/configuration.hpp"
#include "tenbells/core/bytes.hpp"

namespace tb::config {

struct Place {
  int line = 1;    ///< from 1
  int column = 1;  ///< from 1, in code points

  friend bool operator==(const Place&, const Place&) = default;
};

/// Valid UTF-8 without control characters other than tab and line ends, and without a byte order mark.
class FileText {
 public:
  /// @param name   how messages call the file
  /// @param bytes  checked by the caller (read_text)
  FileText(std::string name, std::string bytes);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

  /// An offset past the end means the end.
  [[nodiscard]] Place place_of(std::size_t offset) const;
  /// The line without its end; `number` counts from 1. Empty past the last line.
  [[nodiscard]] std::string_view line(int number) const;

 private:
  std::string name_;
  std::string bytes_;
  std::vector<std::size_t> line_starts_;
};

/// Where the first control character (tab and line ends aside) or byte that is no UTF-8 stands, if there is one.
[[nodiscard]] std::optional<std::size_t> first_bad_byte(std::string_view text);

/// Takes bytes from outside as text.
/// Errors: where they are no UTF-8 or hold a control character.
[[nodiscard]] tl::expected<FileText, Diagnostic> text_of_bytes(std::string name, std::string bytes);

inline constexpr Bytes kMaxFile = 16_MiB;  // a thousand times the largest configuration we know of

/// Reads a file of at most `limit` as text. Messages call it by its path as given.
/// Errors: as text_of_bytes; of line 0, if the file cannot be read.
[[nodiscard]] tl::expected<FileText, Diagnostic> read_text(const std::filesystem::path& path, Bytes limit = kMaxFile);

}  // namespace tb::config
