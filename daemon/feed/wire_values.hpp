// The values that all wire formats share: status, urgency, embargo, bylines, subject codes, texts in several roles.
// Between a format's reader and the Entry.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "markup.hpp"
#include "tenbells/feed/entry.hpp"
#include "tenbells/feed/options.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// What is behind the last ":" or "/" of a code: "stat:usable" and "http://cv.iptc.org/…/usable" are usable.
[[nodiscard]] std::string_view local_code(std::string_view code);

/// Sets the status that a code names (IPTC's; "cancelled" and "embargoed", which is withheld, too). Empty changes
/// nothing; an unknown one neither, with a warning.
void set_status(Wire& wire, std::string_view code, Warnings& warnings);

/// Sets the urgency if the text is a whole number from 1 to 9; otherwise there is a warning, unless it is empty.
void set_urgency(Wire& wire, std::string_view text, Warnings& warnings);

/// Sets the end of an embargo. One that does not say when it ends, or says it illegibly, lasts: the item is withheld.
void set_embargo(Wire& wire, std::string_view date, Warnings& warnings);

/// The moment of the first of these dates that can be read; one that cannot is warned of.
[[nodiscard]] std::optional<Moment> first_date(std::initializer_list<std::string_view> dates, Warnings& warnings);

/// Sets when an entry was published and updated: the first date of each list that can be read. Where none can, the
/// first is kept as it is written.
void set_dates(Entry& entry, std::initializer_list<std::string_view> published,
               std::initializer_list<std::string_view> updated, const Limits& limits, Warnings& warnings);

/// The name in a byline: without "By" in front of it, white space collapsed.
[[nodiscard]] std::string author_in_byline(std::string_view byline, const Limits& limits, Warnings& warnings);

/// Appends an author unless there is one of that name; one without a name is none.
void add_author(Entry& entry, Person person);

/// Appends what is not empty and not there yet, up to a hundred.
void add_code(std::vector<std::string>& codes, std::string_view code);

/// Appends an enclosure unless its URL is empty or there; the first picture becomes the item's image. Up to a hundred.
void add_enclosure(Entry& entry, Enclosure enclosure);

/// A size in bytes as digits; nothing for anything else.
[[nodiscard]] std::optional<std::uint64_t> byte_count(std::string_view text);

/// The media type without its parameters, in lower case.
[[nodiscard]] std::string media_type(std::string_view type);

/// Plain text with its line breaks, each line as a reader sees it, empty ones left out.
[[nodiscard]] Content plain_lines(std::string_view text);

/// Set a text, and its HTML if that is kept and holds markup. What is there already stays.
void set_title(Entry& entry, const Content& content, const Limits& limits, Warnings& warnings);
void set_summary(Entry& entry, const Content& content, const Limits& limits, Warnings& warnings);
void set_body(Entry& entry, const Content& content, const Limits& limits, Warnings& warnings);

/// How well a headline or a description of that role ("main", "hld:main", "drol:summary") serves as title or summary:
/// the lower the better.
[[nodiscard]] int rank_as_title(std::string_view role);
[[nodiscard]] int rank_as_summary(std::string_view role);

/// Whether a link of that kind ("irel:updates", "derivedFrom") leads to an item that this one stands in for.
[[nodiscard]] bool is_replacement(std::string_view relation);

}  // namespace tb::feed
