// CSV by libcsv. It knows no places, so it is given one byte at a time: the byte at which it reports a cell is the one
// behind it.
#include "tenbells/config/csv.hpp"

#include <csv.h>
#include <fmt/core.h>

#include <algorithm>

namespace tb::config {
namespace {

// One reading; libcsv calls back into it.
class Reading {
 public:
  Reading(std::string_view bytes, const CsvOptions& options, const std::function<void(std::vector<CsvCell>&)>& row)
      : bytes_(bytes), options_(options), row_(row) {
    const bool is_strict = options.quotes == CsvOptions::Quotes::strict;
    // Fails on no options of ours.
    csv_init(&parser_, is_strict ? CSV_STRICT | CSV_STRICT_FINI : 0);
  }
  ~Reading() { csv_free(&parser_); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  std::optional<CsvMistake> run() {
    for (at_ = 0; at_ < bytes_.size() && !mistake_; ++at_) {
      if (csv_parse(&parser_, bytes_.data() + at_, 1, on_cell, on_row, this) != 1) refuse_quote();
      // Before the cell ends: a quote that nobody closes must not gather the rest of the file.
      if (parser_.entry_pos > options_.cell.count) refuse_cell();
    }
    if (!mistake_ && csv_fini(&parser_, on_cell, on_row, this) != 0) {
      mistake_ = {.at = begin_of_cell(), .message = "the quote opened here is never closed"};
    }
    return std::move(mistake_);
  }

 private:
  static void on_cell(void* text, std::size_t length, void* self) {
    static_cast<Reading*>(self)->take_cell({static_cast<const char*>(text), length});
  }
  static void on_row(int, void* self) { static_cast<Reading*>(self)->take_row(); }

  // Blanks before a cell are not part of it; before the first of a row neither are empty lines.
  std::size_t begin_of_cell() const {
    const std::string_view before = cells_.empty() ? " \t\r\n" : " \t";
    return std::min(at_, std::min(bytes_.size(), bytes_.find_first_not_of(before, start_)));
  }

  void take_cell(std::string_view text) {
    if (mistake_) return;
    const std::size_t begin = begin_of_cell();
    start_ = at_ + 1;
    if (cells_.size() == options_.cells) {
      mistake_ = {.at = begin, .message = fmt::format("the row has more than {} cells", options_.cells)};
      return;
    }
    cells_.push_back({.text = std::string(text), .at = begin});
  }

  void take_row() {
    if (mistake_) return;
    start_ = at_ + 1;
    if (++rows_ > options_.rows) {
      mistake_ = {.at = cells_.front().at,
                  .message = fmt::format("there are more than {} rows: split the file", options_.rows)};
      return;
    }
    row_(cells_);
    cells_.clear();
  }

  void refuse_quote() {
    mistake_ = {.at = at_,
                .message =
                    "a quote stands out of place here: put the whole cell in quotes, and write each quote in it "
                    "twice (\"a \"\"b\"\" c\")"};
  }

  void refuse_cell() {
    mistake_ = {
        .at = begin_of_cell(),
        .message = fmt::format("the cell is longer than {} bytes: is a quote not closed?", options_.cell.count)};
  }

  std::string_view bytes_;
  const CsvOptions& options_;
  const std::function<void(std::vector<CsvCell>&)>& row_;
  csv_parser parser_{};
  std::size_t at_ = 0;
  std::size_t start_ = 0;  // behind the comma or line end before the cell
  std::size_t rows_ = 0;
  std::vector<CsvCell> cells_;
  std::optional<CsvMistake> mistake_;
};

}  // namespace

std::optional<CsvMistake> read_csv(std::string_view bytes, const CsvOptions& options,
                                   const std::function<void(std::vector<CsvCell>&)>& row) {
  return Reading(bytes, options, row).run();
}

std::size_t place_in_cell(std::string_view bytes, const CsvCell& cell, std::size_t offset) {
  offset = std::min(offset, cell.text.size());
  if (cell.at >= bytes.size() || bytes[cell.at] != '"') return std::min(bytes.size(), cell.at + offset);
  std::size_t at = cell.at + 1;
  for (; offset > 0 && at < bytes.size(); --offset) at += bytes[at] == '"' ? 2 : 1;
  return std::min(at, bytes.size());
}

std::string csv_cell(std::string_view text) {
  const bool is_plain = text.find_first_of(",\"\r\n") == std::string_view::npos && !text.starts_with(' ') &&
                        !text.ends_with(' ') && !text.starts_with('\t') && !text.ends_with('\t');
  if (is_plain) return std::string(text);
  std::string quoted(csv_write(nullptr, 0, text.data(), text.size()), '\0');
  csv_write(quoted.data(), quoted.size(), text.data(), text.size());
  return quoted;
}

}  // namespace tb::config
