// The text of a file with its lines. What a YAML parser or a terminal would trip over is refused before either sees it:
// NUL, escape sequences, bytes that are no UTF-8.
#include "file_text.hpp"

#include <fmt/core.h>
#include <rapidjson/encodings.h>
#include <rapidjson/memorystream.h>

#include <algorithm>

#include "tenbells/config/bounded_file.hpp"

namespace tb::config {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Nowhere {
  using Ch = char;
  void Put(char) const {}
};

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

tl::unexpected<Diagnostic> not_text(const FileText& text, std::size_t offset, std::string message) {
  const Place place = text.place_of(offset);
  return tl::unexpected(
      Diagnostic{.file = text.name(), .line = place.line, .column = place.column, .message = std::move(message)});
}

}  // namespace

FileText::FileText(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    if (bytes_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Place FileText::place_of(std::size_t offset) const {
  offset = std::min(offset, bytes_.size());
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const std::size_t start = *std::prev(after);
  const auto code_points = std::count_if(bytes_.begin() + static_cast<std::ptrdiff_t>(start),
                                         bytes_.begin() + static_cast<std::ptrdiff_t>(offset),
                                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return {.line = static_cast<int>(after - line_starts_.begin()), .column = static_cast<int>(code_points) + 1};
}

std::string_view FileText::line(int number) const {
  const auto index = static_cast<std::size_t>(number - 1);
  if (number < 1 || index >= line_starts_.size()) return {};
  std::string_view rest = std::string_view(bytes_).substr(line_starts_[index]);
  return rest.substr(0, rest.find_first_of("\r\n"));
}

std::optional<std::size_t> first_bad_byte(std::string_view text) {
  rapidjson::MemoryStream in(text.data(), text.size());
  Nowhere out;
  while (in.Tell() < text.size()) {
    const std::size_t offset = in.Tell();
    if (is_control(text[offset])) return offset;
    if (!rapidjson::UTF8<>::Validate(in, out) || in.Tell() > text.size()) return offset;
  }
  return std::nullopt;
}

tl::expected<FileText, Diagnostic> text_of_bytes(std::string name, std::string bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  FileText text(std::move(name), std::move(bytes));
  const std::optional<std::size_t> bad = first_bad_byte(text.bytes());
  if (!bad) return text;
  const char byte = text.bytes()[*bad];
  if (!is_control(byte)) return not_text(text, *bad, "the bytes here are no UTF-8: save the file as UTF-8");
  return not_text(text, *bad,
                  fmt::format("there is a control character (0x{:02x}): remove it", static_cast<int>(byte)));
}

tl::expected<FileText, Diagnostic> read_text(const std::filesystem::path& path, Bytes limit) {
  Result<std::string> bytes = read_bounded(path, limit);
  if (!bytes) {
    const Error& error = bytes.error();
    return tl::unexpected(Diagnostic{.file = path.string(), .message = fmt::format("{}. {}", error.why, error.advice)});
  }
  return text_of_bytes(path.string(), *std::move(bytes));
}

}  // namespace tb::config
