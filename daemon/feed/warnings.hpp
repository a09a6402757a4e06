// Warnings: collects what was wrong with a document while it is read. One entry a flaw, however often it occurs: a feed
// of ten thousand bad dates must not answer with ten thousand sentences.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/feed/feed.hpp"

namespace tb::feed {

enum class Flaw : std::uint8_t {
  wrong_charset,
  undecodable_bytes,
  forbidden_characters,
  impossible_references,
  bare_ampersand,
  undeclared_entity,
  leading_junk,
  trailing_junk,
  several_documents,
  not_well_formed,
  too_many_attributes,
  truncated,
  nested_too_deeply,
  too_many_items,
  text_cut,
  empty_item,
  item_without_title,
  unreadable_date,
  unusable_link,
  unexpected_type,
  never_found,
  missing_version,
  carries_no_news,
  wire_fragment,
  lenient_json,
};

inline constexpr std::size_t kFlaws = static_cast<std::size_t>(Flaw::lenient_json) + 1;

class Warnings {
 public:
  /// Counts one more of a flaw. The first one's detail (from the document: it is clipped and cleaned here) and offset
  /// are what the warning shows.
  void add(Flaw flaw, std::string_view detail = {}, std::optional<std::size_t> offset = {}, std::size_t count = 1);

  /// In the order of `Flaw`; the collector is empty afterwards.
  [[nodiscard]] std::vector<Warning> take();

 private:
  struct Seen {
    std::size_t count = 0;
    std::string detail;
    std::optional<std::size_t> offset;
  };
  std::array<Seen, kFlaws> seen_;
};

/// A piece of the document for a message: one line, at most `max` bytes, "…" where cut.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t max = 80);

}  // namespace tb::feed
