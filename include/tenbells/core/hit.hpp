// Hit: a rule matched an item, and the evidence for it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/severity.hpp"

namespace tb {

/// The texts of an item that rules look at.
enum class Field : std::uint8_t { title, summary, body };

inline constexpr std::array kFields{Field::title, Field::summary, Field::body};

/// The name in rules, evidence and alerts: "title", "summary", "body".
[[nodiscard]] std::string_view to_string(Field field);

struct Item;

/// That text of that item.
[[nodiscard]] const std::string& text_of(const Item& item, Field field);

/// One span that made a rule true.
struct Evidence {
  Field field = Field::title;
  std::size_t begin = 0;  ///< byte offsets into the field's UTF-8 text, half open, on code point boundaries
  std::size_t end = 0;
  std::string text;    ///< the bytes of that span
  std::string term;    ///< the rule's term as written: `"export control"`, `/…/`, or the alias of the entity
  std::string entity;  ///< id of the entity, without the @; empty for a plain term

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// What of a rule travels with its hits and alerts.
struct RuleInfo {
  std::string id;  ///< unique over all packs
  std::string title;
  std::string pack;  ///< name of the rule pack: its file name without the extension
  Severity severity = Severity::routine;
  std::map<std::string, std::string> labels;
  std::vector<std::string> sinks;  ///< names of the sinks it rings; empty: all

  friend bool operator==(const RuleInfo&, const RuleInfo&) = default;
};

struct Hit {
  RuleInfo rule;
  std::vector<Evidence> evidence;  ///< in order of field, then offset; never empty unless the rule is a bare NOT

  friend bool operator==(const Hit&, const Hit&) = default;
};

}  // namespace tb
