// What each flaw is called when people are told of it.
#include "warnings.hpp"

#include <fmt/format.h>

#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::feed {

namespace {

struct Row {
  Flaw flaw;
  WarningKind kind;
  std::string_view sentence;
};

constexpr std::array<Row, kFlaws> kRows{{
    {Flaw::wrong_charset, WarningKind::charset, "the bytes are not in the declared charset"},
    {Flaw::undecodable_bytes, WarningKind::charset, "bytes that are no character were replaced by U+FFFD"},
    {Flaw::forbidden_characters, WarningKind::characters, "control characters were removed"},
    {Flaw::impossible_references, WarningKind::characters, "references to no character were replaced by U+FFFD"},
    {Flaw::bare_ampersand, WarningKind::entity, "an ampersand is not escaped"},
    {Flaw::undeclared_entity, WarningKind::entity, "an entity is not declared"},
    {Flaw::leading_junk, WarningKind::repaired, "there is something in front of the feed"},
    {Flaw::trailing_junk, WarningKind::repaired, "there is something behind the feed"},
    {Flaw::several_documents, WarningKind::repaired, "several feeds follow each other in one document"},
    {Flaw::not_well_formed, WarningKind::repaired, "not well-formed XML, repaired"},
    {Flaw::too_many_attributes, WarningKind::limit, "an element has too many attributes; they were left out"},
    {Flaw::truncated, WarningKind::truncated, "the document ends early"},
    {Flaw::nested_too_deeply, WarningKind::limit, "elements nested too deeply were left out"},
    {Flaw::too_many_items, WarningKind::limit, "there are more items than the limit allows; the rest was left out"},
    {Flaw::text_cut, WarningKind::limit, "a text is longer than the limit allows and was cut"},
    {Flaw::empty_item, WarningKind::item, "an item has no title, link, id or text and was left out"},
    {Flaw::item_without_title, WarningKind::field, "an item has no title"},
    {Flaw::unreadable_date, WarningKind::field, "a date cannot be read"},
    {Flaw::unusable_link, WarningKind::field, "a link is no http or https URL"},
    {Flaw::unexpected_type, WarningKind::field, "a value is not of the expected type"},
    {Flaw::never_found, WarningKind::field, "no item has a value where the mapping looks for it"},
    {Flaw::missing_version, WarningKind::format, "a JSON Feed without its version"},
    {Flaw::carries_no_news, WarningKind::item, "a part of the wire carries no news and was left out"},
    {Flaw::wire_fragment, WarningKind::format, "a part of a wire item without the item around it"},
    {Flaw::lenient_json, WarningKind::repaired,
     "not strict JSON (a comment, a trailing comma, a raw control character or a NaN)"},
}};

}  // namespace

void Warnings::add(Flaw flaw, std::string_view detail, std::optional<std::size_t> offset, std::size_t count) {
  Seen& seen = seen_.at(static_cast<std::size_t>(flaw));
  if (seen.count == 0) {
    seen.detail = clipped(detail);
    seen.offset = offset;
  }
  seen.count += count;
}

std::vector<Warning> Warnings::take() {
  std::vector<Warning> warnings;
  for (const Row& row : kRows) {
    Seen& seen = seen_.at(static_cast<std::size_t>(row.flaw));
    if (seen.count == 0) continue;
    std::string message =
        seen.detail.empty() ? std::string(row.sentence) : fmt::format("{}: {}", row.sentence, seen.detail);
    warnings.push_back({.kind = row.kind, .message = std::move(message), .offset = seen.offset, .count = seen.count});
    seen = {};
  }
  return warnings;
}

std::string clipped(std::string_view text, std::size_t max) {
  const std::string line = text::plain_to_line(text::valid_prefix(text::cut_at_code_point(text, 4 * max)));
  const std::string_view shown = text::cut_at_code_point(line, max);
  return shown.size() == line.size() ? line : std::string(shown) + "…";
}

std::string_view to_string(WarningKind kind) {
  switch (kind) {
    case WarningKind::charset:
      return "charset";
    case WarningKind::characters:
      return "characters";
    case WarningKind::entity:
      return "entity";
    case WarningKind::repaired:
      return "repaired";
    case WarningKind::truncated:
      return "truncated";
    case WarningKind::limit:
      return "limit";
    case WarningKind::item:
      return "item";
    case WarningKind::field:
      return "field";
    case WarningKind::format:
      return "format";
  }
  return "format";
}

}  // namespace tb::feed
