// CSV (RFC 4180) → rows of cells, each with its place. For entity lists and for the sanctions lists they are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/bytes.hpp"

namespace tb::config {

struct CsvCell {
  std::string text;    ///< without its quotes, doubled ones as one; outside quotes without blanks around it
  std::size_t at = 0;  ///< byte offset of its first character, which is the opening quote if it has one
};

struct CsvOptions {
  enum class Quotes : std::uint8_t {
    strict,   ///< a quote stands around a whole cell, or doubled inside such a one
    lenient,  ///< anywhere else it is a character like any other: for files of others
  };
  Quotes quotes = Quotes::strict;
  std::size_t rows = 200'000;
  std::size_t cells = 1'000;  ///< of one row
  Bytes cell = 64_KiB;
};

/// What is wrong, and where in the bytes.
struct CsvMistake {
  std::size_t at = 0;
  std::string message;

  friend bool operator==(const CsvMistake&, const CsvMistake&) = default;
};

/// Calls `row` for every row that is not empty, the header like any other, in the order of the file. A row ends with
/// LF, CR or both. Stops at the first mistake; rows before it have been given.
///
/// @param bytes  without a byte order mark; anything
/// @param row    the cells, of which there is at least one; theirs until the next call
/// @return       nothing if all was read; else a quote out of place, one never closed, or the limit that was met
[[nodiscard]] std::optional<CsvMistake> read_csv(std::string_view bytes, const CsvOptions& options,
                                                 const std::function<void(std::vector<CsvCell>&)>& row);

/// Where byte `offset` of a cell's text stands in the file, by strict quotes.
[[nodiscard]] std::size_t place_in_cell(std::string_view bytes, const CsvCell& cell, std::size_t offset);

/// A text as one cell: in quotes if it needs them.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace tb::config
