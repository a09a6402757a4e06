// One function a value, in the order in which a person reads them.
#include "entry_json.hpp"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tenbells/text/next_code_point.hpp"

namespace tb::app {
namespace {

// Which bits are set, from the lowest.
std::vector<unsigned> bits_of(std::uint32_t set) {
  std::vector<unsigned> bits;
  for (unsigned bit = 0; bit < 32; ++bit) {
    if (((set >> bit) & 1U) != 0) bits.push_back(bit);
  }
  return bits;
}

template <class Writer>
class FeedWriter {
 public:
  explicit FeedWriter(Writer& out) : out_(out) {}

  void write(const feed::Feed& feed) {
    out_.StartObject();
    key("feed");
    head(feed);
    each("items", feed.items, [this](const feed::Entry& entry) { item(entry); });
    each_if_any("deleted", feed.tombstones, [this](const feed::Tombstone& one) { tombstone(one); });
    each("warnings", feed.warnings, [this](const feed::Warning& one) { warning(one); });
    key("repaired");
    out_.Bool(feed.repaired);
    out_.EndObject();
  }

 private:
  void key(std::string_view name) { out_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }

  void text(std::string_view value) { out_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }

  void number(std::string_view name, std::uint64_t value) {
    key(name);
    out_.Uint64(value);
  }

  void put(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    text(value);
  }

  void put(std::string_view name, const std::optional<Moment>& moment) {
    if (moment) put(name, std::string_view(to_rfc3339(*moment)));
  }

  void put(std::string_view name, const std::optional<std::chrono::seconds>& length) {
    if (length) number(name, static_cast<std::uint64_t>(length->count()));
  }

  void put_if(std::string_view name, bool value) {
    if (!value) return;
    key(name);
    out_.Bool(true);
  }

  template <class Values, class Write>
  void each(std::string_view name, const Values& values, Write write) {
    key(name);
    out_.StartArray();
    for (const auto& value : values) write(value);
    out_.EndArray();
  }

  template <class Values, class Write>
  void each_if_any(std::string_view name, const Values& values, Write write) {
    if (!values.empty()) each(name, values, write);
  }

  void head(const feed::Feed& feed) {
    out_.StartObject();
    put("title", feed.title);
    put("link", feed.link);
    put("language", feed.language);
    channel(feed.channel);
    out_.EndObject();
  }

  void channel(const feed::Channel& channel) {
    if (channel.polling != feed::PollingHints{}) polling(channel.polling);
    each_if_any("hubs", channel.hubs, [this](const std::string& hub) { text(hub); });
    put("self", channel.self);
    put("next", channel.next);
    put("prev_archive", channel.prev_archive);
    put_if("complete", channel.is_complete);
    put_if("archive", channel.is_archive);
  }

  void polling(const feed::PollingHints& polling) {
    static constexpr std::array<std::string_view, 7> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                                           "friday", "saturday", "sunday"};
    key("polling");
    out_.StartObject();
    put("ttl", polling.ttl);
    put("update_period", polling.update_period);
    each_if_any("skip_hours", bits_of(polling.skip_hours), [this](unsigned hour) { out_.Uint(hour); });
    each_if_any("skip_days", bits_of(polling.skip_days), [this](unsigned day) { text(kDays.at(day)); });
    out_.EndObject();
  }

  void tombstone(const feed::Tombstone& tombstone) {
    out_.StartObject();
    put("id", tombstone.guid);
    put("when", tombstone.when);
    out_.EndObject();
  }

  void item(const feed::Entry& entry) {
    out_.StartObject();
    put("id", entry.guid.empty() ? entry.link : entry.guid);
    put("link", entry.link);
    texts(entry);
    put("published", entry.published);
    put("published_text", entry.published_text);
    put("updated", entry.updated);
    put("updated_text", entry.updated_text);
    each_if_any("authors", entry.people, [this](const feed::Person& one) { person(one); });
    each_if_any("categories", entry.categories, [this](const std::string& name) { text(name); });
    put("language", entry.language);
    put_if("language_detected", entry.language_detected);
    each_if_any("enclosures", entry.enclosures, [this](const feed::Enclosure& one) { enclosure(one); });
    put("image", entry.image);
    if (entry.origin) origin(*entry.origin);
    put("rights", entry.rights);
    put("credit", entry.credit);
    put("comments", entry.comments);
    if (entry.wire) wire(*entry.wire);
    out_.EndObject();
  }

  void texts(const feed::Entry& entry) {
    put("title", entry.title);
    put("title_html", entry.html.title);
    put("summary", entry.summary);
    put("summary_html", entry.html.summary);
    put("content", entry.body);
    put("content_html", entry.html.body);
  }

  void person(const feed::Person& person) {
    out_.StartObject();
    put("name", person.name);
    put("email", person.email);
    put("uri", person.uri);
    out_.EndObject();
  }

  void enclosure(const feed::Enclosure& enclosure) {
    out_.StartObject();
    put("url", enclosure.url);
    put("type", enclosure.type);
    if (enclosure.length) number("length", *enclosure.length);
    out_.EndObject();
  }

  void origin(const feed::Origin& origin) {
    key("source");
    out_.StartObject();
    put("title", origin.title);
    put("link", origin.link);
    put("id", origin.id);
    out_.EndObject();
  }

  void wire(const feed::Wire& wire) {
    put("version", wire.version);
    put("pub_status", to_string(wire.status));
    if (wire.urgency) number("urgency", static_cast<std::uint64_t>(*wire.urgency));
    put("embargoed", wire.embargoed);
    each_if_any("subjects", wire.codes, [this](const std::string& code) { text(code); });
    each_if_any("replaces", wire.replaces, [this](const std::string& guid) { text(guid); });
    each_if_any("signals", wire.signals, [this](const std::string& signal) { text(signal); });
  }

  void warning(const feed::Warning& warning) {
    out_.StartObject();
    put("kind", to_string(warning.kind));
    put("message", warning.message);
    if (warning.offset) number("offset", *warning.offset);
    number("count", warning.count);
    out_.EndObject();
  }

  Writer& out_;
};

// JSON escapes what is below a space. What else acts on a terminal, C1 controls and marks that turn the direction of
// text, stands inside strings alone, so it may be escaped in the finished text.
std::string escaped_controls(std::string_view json) {
  std::string out;
  out.reserve(json.size() + 1);
  std::size_t pos = 0;
  while (pos < json.size()) {
    const std::size_t found = std::min(json.find_first_of("\x7F\xC2\xD8\xE2", pos), json.size());
    out += json.substr(pos, found - pos);
    pos = found;
    if (pos == json.size()) break;
    const std::size_t start = pos;
    const std::int32_t code_point = text::next_code_point(json, pos);
    const bool acts = (code_point >= 0x7F && code_point <= 0x9F) || code_point == 0x061C ||
                      (code_point >= 0x200E && code_point <= 0x200F) ||
                      (code_point >= 0x2028 && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
    if (acts) {
      out += fmt::format("\\u{:04x}", code_point);
    } else {
      out += json.substr(start, pos - start);
    }
  }
  return out;
}

template <class Writer>
std::string written(const feed::Feed& feed) {
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  FeedWriter<Writer>(out).write(feed);
  std::string json = escaped_controls({buffer.GetString(), buffer.GetSize()});
  json += '\n';
  return json;
}

}  // namespace

std::string feed_json(const feed::Feed& feed, Layout layout) {
  if (layout == Layout::one_line) return written<rapidjson::Writer<rapidjson::StringBuffer>>(feed);
  return written<rapidjson::PrettyWriter<rapidjson::StringBuffer>>(feed);
}

}  // namespace tb::app
