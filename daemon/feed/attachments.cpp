// Attachments. An enclosure without a URL is none; its other attributes are taken as they are given.
#include "attachments.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "item_links.hpp"
#include "markup.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kMostEnclosures = 100;  // keeps the search for doubles from growing quadratic

constexpr std::array<std::string_view, 7> kPictures{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"};

std::string line_of(std::string_view text) {
  return text::plain_to_line(text);
}

Enclosure enclosure_at(const Found& found, const Reading& reading) {
  const TreeText url = part_of(found.element, "url", reading);
  if (line_of(url).empty()) return {};
  const bool is_media = found.vocabulary == Vocabulary::media;
  std::string type = line_of(part_of(found.element, "type", reading));
  if (is_media && type.empty()) type = line_of(attribute_of(found.element, "medium"));
  return {.url = link_at(found.element, url, reading),
          .type = std::move(type),
          .length = length_of(part_of(found.element, is_media ? "fileSize" : "length", reading))};
}

Enclosure enclosure_of_link(const Found& found, const Reading& reading) {
  const std::string_view href = attribute_of(found.element, "href");
  const TreeText reference = href.empty() ? TreeText(found.element, reading.limits.xml_depth) : TreeText(href);
  if (line_of(reference).empty()) return {};
  return {.url = link_at(found.element, reference, reading),
          .type = line_of(attribute_of(found.element, "type")),
          .length = length_of(attribute_of(found.element, "length"))};
}

// <image><url>…</url></image>, <itunes:image href="…"/>, <media:thumbnail url="…"/>, <image>…</image>
TreeText reference_of_image(pugi::xml_node element, const Reading& reading) {
  for (const std::string_view part : {"url", "href", "resource"}) {
    TreeText reference = part_of(element, part, reading);
    if (!line_of(reference).empty()) return reference;
  }
  return {element, reading.limits.xml_depth};
}

bool is_picture(const Enclosure& enclosure) {
  if (!enclosure.type.empty()) return same_name(std::string_view(enclosure.type).substr(0, 5), "image");
  const std::string_view path = std::string_view(enclosure.url).substr(0, enclosure.url.find_first_of("?#"));
  return std::ranges::any_of(kPictures, [&](std::string_view ending) {
    return path.size() > ending.size() && same_name(path.substr(path.size() - ending.size()), ending);
  });
}

}  // namespace

std::optional<std::uint64_t> length_of(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  const bool is_whole = error == std::errc{} && end == text.data() + text.size() && length > 0;
  return is_whole ? std::optional{length} : std::nullopt;
}

std::string first_picture(const std::vector<Enclosure>& enclosures) {
  const auto picture = std::ranges::find_if(enclosures, is_picture);
  return picture != enclosures.end() ? picture->url : std::string{};
}

void add_once(std::vector<Enclosure>& enclosures, Enclosure enclosure) {
  if (enclosure.url.empty() || enclosures.size() >= kMostEnclosures) return;
  if (std::ranges::find(enclosures, enclosure.url, &Enclosure::url) != enclosures.end()) return;
  enclosures.push_back(std::move(enclosure));
}

std::vector<Enclosure> enclosures_in(const std::vector<Found>& fields, const Reading& reading) {
  std::vector<Enclosure> enclosures;
  for (const Found& found : of_slot(fields, Slot::link)) {
    if (enclosures.size() == kMostEnclosures) break;
    if (has_relation(found.element, "enclosure")) add_once(enclosures, enclosure_of_link(found, reading));
  }
  for (const Found& found : of_slot(fields, Slot::enclosure)) {
    if (enclosures.size() == kMostEnclosures) break;
    add_once(enclosures, enclosure_at(found, reading));
  }
  return enclosures;
}

std::string image_in(const std::vector<Found>& fields, const std::vector<Enclosure>& enclosures,
                     const Reading& reading) {
  for (const Found& found : of_slot(fields, Slot::image)) {
    const TreeText reference = reference_of_image(found.element, reading);
    std::string link = line_of(reference).empty() ? std::string{} : link_at(found.element, reference, reading);
    if (!link.empty()) return link;
  }
  return first_picture(enclosures);
}

std::string comments_in(const std::vector<Found>& fields, const Reading& reading) {
  for (const Found& found : of_slot(fields, Slot::comments)) {
    const TreeText reference(found.element, reading.limits.xml_depth);
    std::string link = line_of(reference).empty() ? std::string{} : link_at(found.element, reference, reading);
    if (!link.empty()) return link;
  }
  for (const Found& found : of_slot(fields, Slot::link)) {
    const std::string_view type = attribute_of(found.element, "type");
    const bool is_page = type.empty() || same_name(type, "text/html");
    if (is_page && has_relation(found.element, "replies")) {
      return link_at(found.element, attribute_of(found.element, "href"), reading);
    }
  }
  return {};
}

}  // namespace tb::feed
