// Identifiers of entities in the registries of others, as far as their form can be checked without asking there.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tb::config {

/// What is wrong with an identifier and what would be right; nothing if its form is that of its scheme, or if nothing
/// is known of the scheme.
///
/// wikidata: Q and a number. lei: 20 capitals and digits whose check digits hold (ISO 17442, by MOD 97-10 of ISO 7064).
/// iso3166: two or three capitals (ISO 3166-1), or two with a part of the country behind (ISO 3166-2: CN-11).
[[nodiscard]] std::optional<std::string> wrong_identifier(std::string_view scheme, std::string_view identifier);

/// Whether a text is a language tag by its form (BCP 47): parts of letters and digits with hyphens between.
[[nodiscard]] bool is_language_tag(std::string_view text);

}  // namespace tb::config
