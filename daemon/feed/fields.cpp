// Fields: one row an element. Ranks of 5 and more are used only where nothing better is there.
#include "fields.hpp"

#include <algorithm>
#include <array>

namespace tb::feed {

namespace {

struct Row {
  Vocabulary vocabulary;
  std::string_view local;
  Field field;
};

using enum Vocabulary;

constexpr std::array kRows{
    Row{feed, "title", {Slot::title, 0}},
    Row{feed, "link", {Slot::link, 1}},
    Row{feed, "description", {Slot::summary, 0}},
    Row{feed, "summary", {Slot::summary, 0}},
    Row{feed, "content", {Slot::body, 3}},
    Row{feed, "encoded", {Slot::body, 3}},
    Row{feed, "body", {Slot::body, 4}},
    Row{feed, "fullitem", {Slot::body, 3}},
    Row{feed, "guid", {Slot::guid, 0}},
    Row{feed, "id", {Slot::guid, 2}},
    Row{feed, "pubDate", {Slot::published, 0}},
    Row{feed, "published", {Slot::published, 2}},
    Row{feed, "date", {Slot::published, 3}},
    Row{feed, "updated", {Slot::updated, 1}},
    Row{feed, "modified", {Slot::updated, 1}},
    Row{feed, "author", {Slot::author, 0}},
    Row{feed, "managingEditor", {Slot::author, 7}},
    Row{feed, "category", {Slot::category, 0}},
    Row{feed, "source", {Slot::source, 0}},
    Row{feed, "enclosure", {Slot::enclosure, 0}},
    Row{feed, "image", {Slot::image, 0}},
    Row{feed, "copyright", {Slot::rights, 0}},
    Row{feed, "rights", {Slot::rights, 1}},
    Row{feed, "comments", {Slot::comments, 0}},
    Row{feed, "abstract", {Slot::summary, 3}},
    Row{feed, "a", {Slot::link, 3}},
    Row{feed, "language", {Slot::language, 0}},
    Row{feed, "item", {Slot::nested, 0}},
    Row{feed, "entry", {Slot::nested, 0}},

    Row{atom, "title", {Slot::title, 1}},
    Row{atom, "link", {Slot::link, 2}},
    Row{atom, "summary", {Slot::summary, 1}},
    Row{atom, "content", {Slot::body, 1}},
    Row{atom, "id", {Slot::guid, 1}},
    Row{atom, "published", {Slot::published, 0}},
    Row{atom, "issued", {Slot::published, 1}},
    Row{atom, "created", {Slot::published, 5}},
    Row{atom, "updated", {Slot::updated, 0}},
    Row{atom, "modified", {Slot::updated, 0}},
    Row{atom, "author", {Slot::author, 0}},
    Row{atom, "category", {Slot::category, 0}},
    Row{atom, "source", {Slot::source, 0}},
    Row{atom, "rights", {Slot::rights, 0}},
    Row{atom, "copyright", {Slot::rights, 0}},
    Row{atom, "entry", {Slot::nested, 0}},

    Row{dublin_core, "title", {Slot::title, 2}},
    Row{dublin_core, "description", {Slot::summary, 2}},
    Row{dublin_core, "abstract", {Slot::summary, 2}},
    Row{dublin_core, "identifier", {Slot::guid, 3}},
    Row{dublin_core, "date", {Slot::published, 2}},
    Row{dublin_core, "issued", {Slot::published, 2}},
    Row{dublin_core, "created", {Slot::published, 4}},
    Row{dublin_core, "modified", {Slot::updated, 2}},
    Row{dublin_core, "creator", {Slot::author, 0}},
    Row{dublin_core, "author", {Slot::author, 0}},
    Row{dublin_core, "subject", {Slot::category, 0}},
    Row{dublin_core, "language", {Slot::language, 1}},
    Row{dublin_core, "rights", {Slot::rights, 2}},

    Row{content, "encoded", {Slot::body, 0}},

    Row{media, "title", {Slot::title, 5}},
    Row{media, "description", {Slot::summary, 6}},
    Row{media, "group", {Slot::group, 0}},
    Row{media, "content", {Slot::media, 1}},
    Row{media, "thumbnail", {Slot::image, 1}},
    Row{media, "credit", {Slot::credit, 0}},
    Row{media, "copyright", {Slot::rights, 3}},
    Row{media, "category", {Slot::category, 1}},
    Row{media, "keywords", {Slot::keywords, 0}},
    Row{itunes, "title", {Slot::title, 6}},
    Row{itunes, "summary", {Slot::summary, 5}},
    Row{itunes, "subtitle", {Slot::summary, 7}},
    Row{itunes, "author", {Slot::author, 5}},
    Row{itunes, "owner", {Slot::author, 6}},
    Row{itunes, "description", {Slot::summary, 5}},
    Row{itunes, "image", {Slot::image, 2}},
    Row{itunes, "keywords", {Slot::keywords, 0}},

    Row{xhtml, "body", {Slot::body, 2}},
    Row{xhtml, "div", {Slot::body, 2}},
    Row{feedburner, "origLink", {Slot::link, 0}},

};

/// The rows of one vocabulary, which are asked for every element of a feed.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

constexpr std::size_t kVocabularies = static_cast<std::size_t>(Vocabulary::other) + 1;

constexpr auto kSpans = [] {
  std::array<Span, kVocabularies> spans{};
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    Span& span = spans.at(static_cast<std::size_t>(kRows.at(i).vocabulary));
    if (span.end == 0) span.begin = i;
    span.end = i + 1;
  }
  return spans;
}();
static_assert(std::ranges::is_sorted(kRows, {}, &Row::vocabulary));

}  // namespace

std::optional<Field> field_of(Name name) {
  const Span span = kSpans.at(static_cast<std::size_t>(name.vocabulary));
  for (std::size_t i = span.begin; i < span.end; ++i) {
    const Row& row = kRows.at(i);
    if (row.local.size() == name.local.size() && same_name(row.local, name.local)) return row.field;
  }
  return std::nullopt;
}

}  // namespace tb::feed
