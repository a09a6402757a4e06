// Items from JSON. Which fields ever had a value is remembered: a pointer that never leads anywhere is a mistake of the
// mapping, or an API that changed, and both must be seen.
#include "json_items.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <cstdint>

#include "attachments.hpp"
#include "links.hpp"
#include "original_html.hpp"
#include "people.hpp"
#include "reading.hpp"
#include "tenbells/text/dates.hpp"
#include "tenbells/text/html_text.hpp"
#include "wire_values.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kMostCategories = 100;

class JsonItemReader {
 public:
  JsonItemReader(const std::vector<JsonField>& fields, std::string_view base, const Limits& limits, Warnings& warnings)
      : fields_(fields), base_(base), limits_(limits), warnings_(warnings), found_(fields.size(), 0) {}

  Entry read(const rapidjson::Value& element) {
    Entry item;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const rapidjson::Value* const value = value_at(element, fields_[i].pointer);
      if (value == nullptr || value->IsNull()) continue;
      ++found_[i];
      set(item, fields_[i], *value);
    }
    return item;
  }

  void report_never_found(std::size_t elements) const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (elements == 0 || found_[i] > 0 || fields_[i].name.empty()) continue;
      warnings_.add(Flaw::never_found, fields_[i].name);
    }
  }

 private:
  void set(Entry& item, const JsonField& field, const rapidjson::Value& value) {
    if (field.slot == Slot::published || field.slot == Slot::updated) return set_date(item, field.slot, value);
    if (field.slot == Slot::enclosure) return add_enclosures(item, value);
    const std::vector<std::string> texts = texts_in(value);
    if (texts.empty()) {
      const bool nothing = value.IsArray() || (value.IsString() && value.GetStringLength() == 0);
      if (!nothing) warnings_.add(Flaw::unexpected_type, fmt::format("{}: {}", field.name, description_of(value)));
      return;
    }
    switch (field.slot) {
      case Slot::title:
        return set_text(item.title, item.html.title, line(field, texts), html(field, texts));
      case Slot::summary:
        return set_text(item.summary, item.html.summary, paragraphs(field, texts), html(field, texts));
      case Slot::body:
        return set_text(item.body, item.html.body, paragraphs(field, texts), html(field, texts));
      case Slot::image:
        if (item.image.empty()) item.image = link(texts.front());
        return;
      case Slot::link:
        if (item.link.empty()) item.link = link(texts.front());
        return;
      case Slot::guid:
        return set_if_empty(item.guid, as_value(texts.front(), limits_, warnings_));
      case Slot::language:
        return set_if_empty(item.language, as_language(texts.front(), limits_, warnings_));
      case Slot::author:
        for (Person& person : people_in(value, base_)) add_once(item.people, std::move(person));
        item.authors = names_of(item.people);
        return;
      case Slot::category:
        for (const std::string& text : texts) {
          if (item.categories.size() < kMostCategories) add_once(item.categories, text::html_to_line(text));
        }
        return;
      default:
        return;
    }
  }

  static void set_if_empty(std::string& field, std::string text) {
    if (field.empty()) field = std::move(text);
  }

  static void set_text(std::string& text, std::string& html, std::string new_text, std::string new_html) {
    if (!text.empty()) return;
    text = std::move(new_text);
    if (html.empty() || !text.empty()) html = std::move(new_html);
  }

  std::string line(const JsonField& field, const std::vector<std::string>& texts) {
    return as_line({.text = fmt::format("{}", fmt::join(texts, " ")), .markup = field.markup}, limits_, warnings_);
  }

  // Several texts are several fields of an API, and together no document's HTML.
  std::string html(const JsonField& field, const std::vector<std::string>& texts) {
    if (!limits_.keep_html || texts.size() != 1) return {};
    return original_html({.text = TreeText(std::string_view(texts.front())), .markup = field.markup}, base_, limits_,
                         room_for_links_);
  }

  std::string paragraphs(const JsonField& field, const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) {
      const bool is_plain = field.markup == Markup::plain;
      const Content content =
          is_plain ? plain_lines(text) : Content{.text = TreeText(std::string_view(text)), .markup = field.markup};
      const std::string one = as_text(content, limits_, warnings_);
      if (!all.empty() && !one.empty()) all += '\n';
      if (all.size() < limits_.text.count) all += one;
    }
    return as_text({.text = std::move(all), .markup = Markup::lines}, limits_, warnings_);
  }

  std::string link(const std::string& reference) {
    std::string url = resolve_link(base_, reference);
    if (url.empty()) warnings_.add(Flaw::unusable_link, reference);
    return url;
  }

  void add_enclosures(Entry& item, const rapidjson::Value& value) {
    if (!value.IsArray()) return warnings_.add(Flaw::unexpected_type, "attachments: " + description_of(value));
    for (const auto& attachment : value.GetArray()) {
      const std::string url = text_member(attachment, "url");
      if (url.empty()) continue;
      add_once(item.enclosures, {.url = link(url),
                                 .type = as_value(text_member(attachment, "mime_type"), limits_, warnings_),
                                 .length = length_of(text_member(attachment, "size_in_bytes"))});
    }
  }

  void set_date(Entry& item, Slot slot, const rapidjson::Value& value) {
    std::optional<Moment>& date = slot == Slot::published ? item.published : item.updated;
    std::string& unreadable = slot == Slot::published ? item.published_text : item.updated_text;
    if (date) return;
    // Fractions of a second since 1970 are cut; what no 64 bits hold is no date.
    constexpr double kFurthest = 1e15;
    const bool fraction = value.IsDouble() && std::abs(value.GetDouble()) < kFurthest;
    const std::vector<std::string> texts =
        fraction ? std::vector{std::to_string(static_cast<std::int64_t>(value.GetDouble()))} : texts_in(value);
    if (!texts.empty()) date = text::parse_date(texts.front());
    if (date) return unreadable.clear();
    warnings_.add(Flaw::unreadable_date, texts.empty() ? description_of(value) : texts.front());
    if (unreadable.empty() && !texts.empty()) unreadable = clipped(texts.front());
  }

  const std::vector<JsonField>& fields_;
  std::string_view base_;
  const Limits& limits_;
  Warnings& warnings_;
  std::size_t room_for_links_ = kMostGrowthOfLinks;
  std::vector<std::size_t> found_;  // how many elements had each field
};

}  // namespace

std::vector<Entry> read_json_items(const rapidjson::Value& array, const std::vector<JsonField>& fields,
                                   std::string_view base, const Limits& limits, Warnings& warnings) {
  JsonItemReader reader(fields, base, limits, warnings);
  std::vector<Entry> items;
  std::size_t read = 0;
  for (const auto& element : array.GetArray()) {
    if (items.size() >= limits.items) {
      warnings.add(Flaw::too_many_items, {}, {}, array.Size() - read);
      break;
    }
    ++read;
    Entry item = element.IsObject() ? reader.read(element) : Entry{};
    if (is_empty(item)) {
      warnings.add(Flaw::empty_item, element.IsObject() ? std::string{} : description_of(element));
      continue;
    }
    items.push_back(std::move(item));
  }
  reader.report_never_found(read);
  return items;
}

}  // namespace tb::feed
