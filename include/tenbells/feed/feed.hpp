// Feed: what a document holds once it is decoded, and the two ways to get there. The step from document to items.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/document.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/feed/entry.hpp"
#include "tenbells/feed/options.hpp"

namespace tb::feed {

/// What kind of flaw a warning is about; what metrics count and tests look at.
enum class WarningKind : std::uint8_t {
  charset,     ///< the bytes were not in the charset they claim
  characters,  ///< forbidden characters were removed, references to no character replaced
  entity,      ///< a bare "&", or an entity that XML does not know
  repaired,    ///< not well-formed, or not alone in the document; read nevertheless
  truncated,   ///< the document ends early; the items before the cut are given
  limit,       ///< a bound of Limits was met and something left out
  item,        ///< an element of the list that is no item was left out
  field,       ///< a field of an item that cannot be read was left empty
  format,      ///< the document breaks a rule of its format without harm
};

/// The enumerator's name.
[[nodiscard]] std::string_view to_string(WarningKind kind);

/// Something that was wrong and read nevertheless. One for each kind of flaw, however often it occurs.
struct Warning {
  WarningKind kind = WarningKind::format;
  std::string message;                ///< one sentence for people, about the first occurrence; may quote the document
  std::optional<std::size_t> offset;  ///< of the first occurrence, in bytes of the document as UTF-8
  std::size_t count = 1;

  friend bool operator==(const Warning&, const Warning&) = default;
};

/// What the publisher says about asking again. Values as written, not clamped: the policy is the schedule's.
struct PollingHints {
  std::optional<std::chrono::seconds> ttl;            ///< RSS 2.0 <ttl>, a positive number of minutes
  std::optional<std::chrono::seconds> update_period;  ///< sy:updatePeriod divided by sy:updateFrequency
  std::uint32_t skip_hours = 0;                       ///< RSS <skipHours>: bit n is the hour n of the day, GMT
  std::uint8_t skip_days = 0;                         ///< RSS <skipDays>: bit 0 is Monday, bit 6 Sunday, GMT

  friend bool operator==(const PollingHints&, const PollingHints&) = default;
};

/// What a feed says of itself beyond its items.
struct Channel {
  PollingHints polling;
  std::vector<std::string> hubs;  ///< WebSub: rel=hub, absolute http(s) URLs in their order
  std::string self;               ///< rel=self, absolute; empty if not given
  std::string next;               ///< RFC 5005 §3, rel=next: the next page of older items
  std::string prev_archive;       ///< RFC 5005 §4, rel=prev-archive: the document with the items before these
  bool is_complete = false;       ///< RFC 5005 §2, fh:complete: what is no longer listed has been removed. Never of a
                                  ///< document that was cut, repaired or beyond a limit: what is missing may be there
  bool is_archive = false;        ///< RFC 5005 §4, fh:archive

  friend bool operator==(const Channel&, const Channel&) = default;
};

/// An item that the feed says was removed (RFC 6721, at:deleted-entry).
struct Tombstone {
  std::string guid;            ///< of the item, as its entry had it
  std::optional<Moment> when;  ///< when it was removed

  friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

struct Feed {
  std::string title;
  std::string link;  ///< absolute http(s) URL of the site that the feed is about; may be empty
  std::string language;
  std::vector<Entry> items;  ///< in the order of the document; source, id, tags and first_seen are left to others
  std::vector<Warning> warnings;
  Channel channel;
  std::vector<Tombstone> tombstones;  ///< of Atom feeds; at most Limits::items
  bool repaired = false;              ///< the document was not well-formed: there is a warning that says what was done

  friend bool operator==(const Feed&, const Feed&) = default;
};

/// The items of an RSS (0.9x, 1.0, 2.0), Atom (0.3, 1.0) or JSON Feed (1.x) document, or of a wire's (IPTC ninjs,
/// NewsML-G2, NewsML 1, NITF). The format is found from the bytes. A document that is not well-formed is repaired as
/// far as its items are whole; docs/feeds.md says what is read from where. An empty list is a valid answer: a feed may
/// have no items.
///
/// Errors: invalid_input for what is no feed (an HTML page, nothing, a picture…), naming it; limit_exceeded for JSON
/// nested too deeply and for documents of more than one million tags or four million values. No external entity, DTD or
/// stylesheet is ever fetched and no declared entity is expanded. Threads: pure, safe on any thread; linear in the size
/// of the document.
[[nodiscard]] Result<Feed> decode(const Document& document, const Limits& limits);

/// The items of a JSON API's answer, taken from where `mapping` says. A value may be a string, a number, an object with
/// a name, or an array of these (joined for texts, a list for author and category). Texts may hold HTML.
///
/// Errors: invalid_input if the document is not JSON (with line and column), if a pointer of the mapping is malformed,
/// or if `mapping.items` does not lead to an array: the message shows what is there instead. limit_exceeded if nested
/// too deeply. An element from which nothing can be read is left out with a warning. Threads: pure,
/// safe on any thread.
[[nodiscard]] Result<Feed> decode_json(const Document& document, const JsonMapping& mapping, const Limits& limits);

}  // namespace tb::feed
