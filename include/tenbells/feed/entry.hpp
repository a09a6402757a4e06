// Entry: an item as its document gives it, with what rules do not read but people, wires and later steps want: the
// original HTML, persons with their addresses, enclosures, where a syndicated item comes from, what a wire says of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/item.hpp"

namespace tb::feed {

/// Any of the three may be empty, not all.
struct Person {
  std::string name;
  std::string email;
  std::string uri;  ///< absolute where the document gives a base

  friend bool operator==(const Person&, const Person&) = default;
};

/// A file that belongs to an item: a picture, a recording, a document.
struct Enclosure {
  std::string url;                      ///< absolute http(s) URL
  std::string type;                     ///< media type as given; may be empty
  std::optional<std::uint64_t> length;  ///< bytes, as the publisher says

  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// The texts of an item as the document has them: HTML, with absolute links. Hostile: whoever shows it must sanitise
/// it. Empty where there is no markup, so that the plain text says all, and without Limits::keep_html.
struct Html {
  std::string title;
  std::string summary;
  std::string body;

  friend bool operator==(const Html&, const Html&) = default;
};

/// The feed that an item was first published in (RSS `source`, Atom `source`).
struct Origin {
  std::string title;
  std::string link;
  std::string id;

  friend bool operator==(const Origin&, const Origin&) = default;
};

/// What a wire says of an item's standing (IPTC `pubStatus`); feeds say nothing, which is usable.
enum class PubStatus : std::uint8_t { usable, withheld, canceled };

/// The enumerator's name, which is IPTC's.
[[nodiscard]] constexpr std::string_view to_string(PubStatus status) {
  switch (status) {
    case PubStatus::withheld:
      return "withheld";
    case PubStatus::canceled:
      return "canceled";
    case PubStatus::usable:
      break;
  }
  return "usable";
}

/// What only wire formats carry (IPTC ninjs, NewsML-G2, NewsML 1, NITF).
struct Wire {
  std::string version;  ///< as given; a higher one replaces a lower one of the same guid
  PubStatus status = PubStatus::usable;
  std::optional<int> urgency;           ///< 1 (most urgent) … 9
  std::optional<Moment> embargoed;      ///< not to be published before
  std::vector<std::string> codes;       ///< subject codes as given, such as "medtop:16000000"
  std::vector<std::string> replaces{};  ///< guids of items that this one updates, corrects or derives from, as given
  std::vector<std::string> signals{};   ///< what this version is, as given, such as "sig:correction", "kill"

  friend bool operator==(const Wire&, const Wire&) = default;
};

struct Entry : Item {
  Html html;
  std::vector<Person> people;  ///< Item::authors names those with a name or an address, in this order
  std::vector<Enclosure> enclosures;
  std::string image;  ///< absolute URL of the picture that stands for the item; may be empty
  std::optional<Origin> origin;
  std::string rights;          ///< copyright line
  std::string credit;          ///< credit line, such as "Photo: …"
  std::string comments;        ///< absolute URL of the page of comments
  std::string published_text;  ///< the date as written, where it cannot be read
  std::string updated_text;
  bool language_detected = false;  ///< Item::language was not declared but recognised from the text
  std::optional<Wire> wire;

  friend bool operator==(const Entry&, const Entry&) = default;
};

}  // namespace tb::feed
