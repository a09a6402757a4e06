// Hit: a rule matched an item, and the evidence for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/severity.hpp"

namespace tb {

/// The texts of an item that rules look at.
enum class Field : std::uint8_t { title, summary, body, author, category, link, source, tags, lang };

/// All of them, in the order of evidence.
inline constexpr std::array kFields{Field::title, Field::summary, Field::body, Field::author, Field::category,
                                    Field::link,  Field::source,  Field::tags, Field::lang};

/// Those that tell the news: where a term without a field is looked for.
inline constexpr std::array kStoryFields{Field::title, Field::summary, Field::body};

/// The name in rules, evidence and alerts: "title", "author", "lang".
[[nodiscard]] std::string_view to_string(Field field);

/// The field of that name.
[[nodiscard]] std::optional<Field> field_named(std::string_view name);

struct Item;

/// How many texts an item has in a field: as many as its authors, categories or tags, else one.
[[nodiscard]] std::size_t entries_of(const Item& item, Field field);

/// One of these texts; `entry` must be below their number.
[[nodiscard]] const std::string& text_of(const Item& item, Field field, std::size_t entry = 0);

/// One span that made a rule true.
struct Evidence {
  Field field = Field::title;
  std::size_t entry = 0;  ///< which author, category or tag; of other fields 0
  std::size_t begin = 0;  ///< byte offsets into that UTF-8 text, half open, on code point boundaries
  std::size_t end = 0;
  std::string text = {};    ///< the bytes of that span
  std::string term = {};    ///< the rule's term as written: `"export control"`, `/…/`, or the alias of the entity
  std::string entity = {};  ///< id of the entity, without the @; empty for a plain term

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// What of a rule travels with its hits and alerts.
struct RuleInfo {
  std::string id;  ///< unique over all packs
  std::string title = {};
  std::string pack = {};  ///< name of the rule pack: its file name without the extension
  Severity severity = Severity::routine;
  std::map<std::string, std::string> labels = {};
  std::vector<std::string> sinks = {};       ///< names of the sinks it rings; empty: all
  std::string topic = {};                    ///< the Kafka topic of its alerts; empty: as the sink says
  std::string status = {};                   ///< experimental or deprecated; empty: stable
  std::string author = {};                   ///< who answers for it; may be empty
  std::vector<std::string> references = {};  ///< links to what it is based on

  friend bool operator==(const RuleInfo&, const RuleInfo&) = default;
};

/// An entity that a hit's evidence names.
struct EntityInfo {
  std::string id;
  std::string kind = {};                        ///< person, organisation, place, thing; empty: not said
  std::map<std::string, std::string> ids = {};  ///< by scheme: wikidata, lei, iso3166, ofac …

  friend bool operator==(const EntityInfo&, const EntityInfo&) = default;
};

struct Hit {
  RuleInfo rule;
  std::vector<Evidence> evidence =
      {};  ///< in order of field, entry and offset; empty only of a rule that needs no term
  std::vector<EntityInfo> entities = {};  ///< those of the evidence that have a kind or ids, by id
  std::optional<double> score = {};       ///< of a rule with weights

  friend bool operator==(const Hit&, const Hit&) = default;
};

}  // namespace tb
