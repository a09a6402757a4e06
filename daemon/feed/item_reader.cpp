// One item. Its children are looked at once and sorted by slot and rank; then each slot takes its first usable element.
#include "item_reader.hpp"

#include <utility>

#include "attachments.hpp"
#include "item_links.hpp"
#include "markup.hpp"
#include "original_html.hpp"
#include "people.hpp"
#include "tenbells/text/dates.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kMostCategories = 100;
constexpr std::size_t kLongestDateShown = 200;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Of a text that is nothing but pictures the HTML is kept, unless there is another text.
template <class AsShown>
Shown first_shown(Range range, const Reading& reading, AsShown as_shown) {
  Shown pictures;
  for (const Found& found : range) {
    const Content content = content_of(found.element, found.vocabulary, reading.limits.xml_depth);
    Shown shown{.text = as_shown(content, reading.limits, reading.warnings),
                .html = original_html(found.element, content, reading)};
    if (!shown.text.empty()) return shown;
    if (pictures.html.empty()) pictures = std::move(shown);
  }
  return pictures;
}

Shown text_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  return first_shown(of_slot(fields, slot), reading, as_text);
}

// An item with a description and a summary, and no body: what says something else than the first is more of its text.
// Captions of pictures are not (media).
Shown second_summary_in(const std::vector<Found>& fields, const std::string& first, const Reading& reading) {
  constexpr int kWorstRank = 5;
  const Range summaries = of_slot(fields, Slot::summary);
  if (summaries.last - summaries.first < 2) return {};
  const auto end = std::ranges::find_if(summaries, [](const Found& found) { return found.field.rank > kWorstRank; });
  const auto as_other_text = [&](const Content& content, const Limits& limits, Warnings& warnings) {
    std::string text = as_text(content, limits, warnings);
    return text == first ? std::string{} : text;
  };
  Shown second = first_shown({.first = summaries.first, .last = end}, reading, as_other_text);
  return second.text.empty() ? Shown{} : second;
}

std::string value_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  for (const Found& found : of_slot(fields, slot)) {
    std::string value = as_value(TreeText(found.element, reading.limits.xml_depth), reading.limits, reading.warnings);
    if (!value.empty()) return value;
  }
  return {};
}

std::string_view own_language(pugi::xml_node element) {
  return element.first_attribute() ? element.attribute("xml:lang").value() : "";
}

// Its own or that around it, else that of its texts.
std::string language_in(pugi::xml_node item, const std::vector<Found>& fields, const Reading& reading) {
  const std::string language = value_in(fields, Slot::language, reading);
  if (!language.empty()) return as_language(language, reading.limits, reading.warnings);
  std::string_view declared = language_at(item);
  for (const Slot slot : {Slot::title, Slot::body, Slot::summary}) {
    for (const Found& found : of_slot(fields, slot)) {
      if (declared.empty()) declared = own_language(found.element);
    }
  }
  return as_language(declared, reading.limits, reading.warnings);
}

struct ReadDate {
  std::optional<Moment> moment;
  std::string unreadable;  ///< the first text, where none can be read
};

ReadDate date_of(std::string_view text, const Reading& reading) {
  if (const std::optional<Moment> moment = text::parse_date(text)) return {.moment = moment, .unreadable = {}};
  if (is_blank(text)) return {};
  reading.warnings.add(Flaw::unreadable_date, text);
  return {.moment = {}, .unreadable = clipped(text, kLongestDateShown)};
}

ReadDate date_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  ReadDate first;
  for (const Found& found : of_slot(fields, slot)) {
    ReadDate date = date_of(TreeText(found.element, reading.limits.xml_depth), reading);
    if (date.moment) return date;
    if (first.unreadable.empty()) first = std::move(date);
  }
  return first;
}

// Of several dates of one kind the last: whoever updates an item adds one.
ReadDate last_date_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  ReadDate last;
  std::optional<int> rank;
  for (const Found& found : of_slot(fields, slot)) {
    if (rank && found.field.rank != *rank) break;
    ReadDate date = date_of(TreeText(found.element, reading.limits.xml_depth), reading);
    if (date.moment) rank = found.field.rank;
    if (date.moment || !last.moment) last = std::move(date);
  }
  return last;
}

std::vector<Person> source_authors_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<Person> authors;
  for (const Found& found : of_slot(fields, Slot::source)) {
    for (Person& author : authors_in(fields_in(found.element, reading), reading)) add_once(authors, std::move(author));
  }
  return authors;
}

void add_keywords(std::vector<std::string>& categories, std::string_view list) {
  while (!list.empty() && categories.size() < kMostCategories) {
    const std::size_t comma = std::min(list.find(','), list.size());
    add_once(categories, text::html_to_line(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

std::vector<std::string> categories_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<std::string> categories;
  for (const Found& found : of_slot(fields, Slot::category)) {
    if (categories.size() >= kMostCategories) break;
    std::string name = text::html_to_line(TreeText(found.element, reading.limits.xml_depth));
    if (found.element.first_attribute()) {
      for (const std::string_view attribute : {"label", "term"}) {
        if (name.empty() || attribute == "term")
          add_once(categories, text::html_to_line(attribute_of(found.element, attribute)));
      }
    }
    add_once(categories, std::move(name));
  }
  for (const Found& found : of_slot(fields, Slot::keywords)) {
    add_keywords(categories, TreeText(found.element, reading.limits.xml_depth));
  }
  return categories;
}

// RSS: <source url="…">The Gazette</source>. Atom: a feed's head.
std::optional<Origin> origin_in(const std::vector<Found>& fields, const Reading& reading) {
  for (const Found& found : of_slot(fields, Slot::source)) {
    const std::vector<Found> parts = fields_in(found.element, reading);
    Origin origin{.title = line_in(parts, Slot::title, reading).text,
                  .link = link_in(parts, reading),
                  .id = value_in(parts, Slot::guid, reading)};
    if (parts.empty()) {
      origin.title = text::html_to_line(TreeText(found.element, reading.limits.xml_depth));
      const std::string_view url = attribute_of(found.element, "url");
      if (!is_blank(url)) origin.link = link_at(found.element, url, reading);
    }
    if (origin != Origin{}) return origin;
  }
  return std::nullopt;
}

void read_texts(const std::vector<Found>& fields, const Reading& reading, Entry& item) {
  Shown title = line_in(fields, Slot::title, reading);
  Shown summary = text_in(fields, Slot::summary, reading);
  Shown body = text_in(fields, Slot::body, reading);
  if (body.text.empty() && body.html.empty()) body = second_summary_in(fields, summary.text, reading);
  item.title = std::move(title.text);
  item.summary = std::move(summary.text);
  item.body = std::move(body.text);
  item.html = {.title = std::move(title.html), .summary = std::move(summary.html), .body = std::move(body.html)};
}

void read_dates(pugi::xml_node element, const std::vector<Found>& fields, const Reading& reading, Entry& item) {
  ReadDate published = date_in(fields, Slot::published, reading);
  ReadDate updated = last_date_in(fields, Slot::updated, reading);
  if (of_slot(fields, Slot::updated).empty() && element.first_attribute()) {
    updated = date_of(attribute_of(element, "lastmod"), reading);  // CDF
  }
  item.published = published.moment;
  item.updated = updated.moment;
  item.published_text = std::move(published.unreadable);
  item.updated_text = std::move(updated.unreadable);
  if (reading.is_atom && !item.published) item.published = item.updated;  // Atom demands only the one
}

}  // namespace

Shown line_in(const std::vector<Found>& fields, Slot slot, const Reading& reading) {
  const auto as_title = [&](const Content& content, const Limits& limits, Warnings& warnings) {
    if (!is_ambiguous_title(content)) return as_line(content, limits, warnings);
    if (!reading.titles_encoded) reading.titles_encoded = titles_encoded(reading.root);
    if (*reading.titles_encoded == Encoded::twice) return as_line(content, limits, warnings);
    return as_line({.text = content.text, .markup = Markup::lines}, limits, warnings);
  };
  return first_shown(of_slot(fields, slot), reading, as_title);
}

std::vector<Person> authors_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<Person> authors;
  int rank = 0;
  for (const Found& found : of_slot(fields, Slot::author)) {
    if (!authors.empty() && found.field.rank != rank) break;
    rank = found.field.rank;
    add_once(authors, person_in(found.element, reading));
  }
  return authors;
}

Entry read_item(pugi::xml_node element, const Reading& reading, std::vector<pugi::xml_node>& nested) {
  const std::vector<Found> fields = fields_in(element, reading);
  Entry item;
  read_texts(fields, reading, item);
  item.guid = value_in(fields, Slot::guid, reading);
  if (item.guid.empty() && element.first_attribute()) {
    item.guid = as_value(attribute_of(element, "about"), reading.limits, reading.warnings);
  }
  item.link = link_in(fields, reading);
  if (item.link.empty()) item.link = link_by_identity(fields, element, reading);
  read_dates(element, fields, reading, item);
  item.categories = categories_in(fields, reading);
  item.language = language_in(element, fields, reading);
  item.people = authors_in(fields, reading);
  item.authors = names_of(item.people);
  if (item.authors.empty()) inherit_authors(item, source_authors_in(fields, reading));
  item.enclosures = enclosures_in(fields, reading);
  if (item.link.empty() && !item.enclosures.empty())
    item.link = item.enclosures.front().url;  // a recording is the news
  item.image = image_in(fields, item.enclosures, reading);
  item.origin = origin_in(fields, reading);
  item.rights = line_in(fields, Slot::rights, reading).text;
  item.credit = line_in(fields, Slot::credit, reading).text;
  item.comments = comments_in(fields, reading);
  for (const Found& found : of_slot(fields, Slot::nested)) nested.push_back(found.element);
  return item;
}

}  // namespace tb::feed
