// Item: one normalised piece of news out of a document, the value that travels from feed to sink.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/clock.hpp"

namespace tb {

/// All text is valid UTF-8, plain (no markup, entities decoded once), white space as a reader sees it.
struct Item {
  std::string source;  ///< id of the source that brought it
  std::string id;      ///< item id: a UUID, stable for the same news in the same source; set by intake
  int revision = 1;    ///< 1 is the first sight
  std::string guid;    ///< the publisher's own identifier, as given; may be empty
  std::string link;    ///< absolute http(s) URL of the news itself; may be empty
  std::string title;
  std::string summary;
  std::string body;  ///< full text, where the feed carries it
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  std::vector<std::string> tags;    ///< the source's tags, from the configuration
  std::string language;             ///< BCP 47 as declared, else recognised; empty if unknown
  std::optional<Moment> published;  ///< as the publisher says; never trusted for ordering
  std::optional<Moment> updated;
  Moment first_seen{};  ///< our own clock, at intake

  friend bool operator==(const Item&, const Item&) = default;
};

}  // namespace tb
