// Wire values. IPTC's controlled vocabularies are short tables here; codes come as QCodes, as URIs or bare.
#include "wire_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "names.hpp"
#include "people.hpp"
#include "reading.hpp"
#include "tenbells/text/dates.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kMost = 100;  // codes, authors, enclosures of one item; the search for doubles stays linear

struct StatusRow {
  std::string_view code;
  PubStatus status;
};

constexpr std::array kStatuses{
    StatusRow{"usable", PubStatus::usable},      StatusRow{"withheld", PubStatus::withheld},
    StatusRow{"canceled", PubStatus::canceled},  StatusRow{"cancelled", PubStatus::canceled},
    StatusRow{"withdrawn", PubStatus::canceled}, StatusRow{"killed", PubStatus::canceled},
    StatusRow{"embargoed", PubStatus::withheld},
};

struct RoleRow {
  std::string_view role;
  int rank;
};

constexpr int kOtherRole = 5;

constexpr std::array kTitleRoles{RoleRow{"main", 0}, RoleRow{"headline", 0}, RoleRow{"", 1}};

constexpr std::array kSummaryRoles{
    RoleRow{"summary", 0}, RoleRow{"abstract", 0}, RoleRow{"teaser", 1}, RoleRow{"lead", 1},
    RoleRow{"main", 1},    RoleRow{"", 2},         RoleRow{"text", 2},   RoleRow{"caption", 3},
};

constexpr std::array<std::string_view, 11> kReplacements{"updates",         "updateof",    "corrects",   "correctionof",
                                                         "iscorrectionof",  "replaces",    "supersedes", "derivedfrom",
                                                         "previousversion", "evolvedfrom", "evolvesfrom"};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

template <std::size_t size>
int rank_in(const std::array<RoleRow, size>& rows, std::string_view role) {
  const std::string_view code = local_code(role);
  const auto* const row = std::ranges::find_if(rows, [&](const RoleRow& one) { return same_name(one.role, code); });
  return row == rows.end() ? kOtherRole : row->rank;
}

std::string_view first_written(std::initializer_list<std::string_view> dates) {
  const auto* const found = std::ranges::find_if(dates, [](std::string_view date) { return !trimmed(date).empty(); });
  return found == dates.end() ? std::string_view{} : *found;
}

// HTML that is longer than a text may be is not kept: cut anywhere, it would be broken.
std::string kept_html(const Content& content, const Limits& limits) {
  const std::string_view html = content.text;
  if (!limits.keep_html || content.markup != Markup::html || html.size() > limits.text.count) return {};
  return html.find('<') == std::string_view::npos ? std::string{} : std::string(trimmed(html));
}

}  // namespace

std::string_view local_code(std::string_view code) {
  code = trimmed(code);
  const std::size_t separator = code.find_last_of(":/");
  return separator == std::string_view::npos ? code : code.substr(separator + 1);
}

void set_status(Wire& wire, std::string_view code, Warnings& warnings) {
  const std::string_view local = local_code(code);
  if (local.empty()) return;
  const auto* const row =
      std::ranges::find_if(kStatuses, [&](const StatusRow& one) { return same_name(one.code, local); });
  if (row == kStatuses.end()) return warnings.add(Flaw::unexpected_type, fmt::format("the status {}", code));
  wire.status = row->status;
}

void set_urgency(Wire& wire, std::string_view text, Warnings& warnings) {
  text = trimmed(text);
  if (text.empty()) return;
  if (text.size() != 1 || text[0] < '1' || text[0] > '9') {
    return warnings.add(Flaw::unexpected_type, fmt::format("the urgency {}", text));
  }
  wire.urgency = text[0] - '0';
}

void set_embargo(Wire& wire, std::string_view date, Warnings& warnings) {
  wire.embargoed = first_date({date}, warnings);
  if (!wire.embargoed && wire.status == PubStatus::usable) wire.status = PubStatus::withheld;
}

std::optional<Moment> first_date(std::initializer_list<std::string_view> dates, Warnings& warnings) {
  for (const std::string_view date : dates) {
    const std::string_view text = trimmed(date);
    if (text.empty()) continue;
    if (const std::optional<Moment> moment = text::parse_date(text)) return moment;
    warnings.add(Flaw::unreadable_date, text);
  }
  return std::nullopt;
}

void set_dates(Entry& entry, std::initializer_list<std::string_view> published,
               std::initializer_list<std::string_view> updated, const Limits& limits, Warnings& warnings) {
  entry.published = first_date(published, warnings);
  entry.updated = first_date(updated, warnings);
  if (!entry.published) entry.published_text = as_value(first_written(published), limits, warnings);
  if (!entry.updated) entry.updated_text = as_value(first_written(updated), limits, warnings);
}

std::string author_in_byline(std::string_view byline, const Limits& limits, Warnings& warnings) {
  std::string line = as_value(byline, limits, warnings);
  if (line.size() > 3 && same_name(std::string_view(line).substr(0, 3), "by ")) line.erase(0, 3);
  return line;
}

void add_author(Entry& entry, Person person) {
  if (person.name.empty() || entry.authors.size() >= kMost) return;
  if (std::ranges::count(entry.authors, person.name) > 0) return;
  entry.authors.push_back(person.name);
  entry.people.push_back(std::move(person));
}

void add_code(std::vector<std::string>& codes, std::string_view code) {
  code = trimmed(code);
  if (code.empty() || codes.size() >= kMost || std::ranges::count(codes, code) > 0) return;
  codes.emplace_back(code);
}

void add_enclosure(Entry& entry, Enclosure enclosure) {
  if (enclosure.url.empty() || entry.enclosures.size() >= kMost) return;
  if (std::ranges::count(entry.enclosures, enclosure.url, &Enclosure::url) > 0) return;
  if (entry.image.empty() && enclosure.type.starts_with("image/")) entry.image = enclosure.url;
  entry.enclosures.push_back(std::move(enclosure));
}

std::optional<std::uint64_t> byte_count(std::string_view text) {
  text = trimmed(text);
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return count;
}

std::string media_type(std::string_view type) {
  std::string lower(trimmed(type.substr(0, type.find(';'))));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

Content plain_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string line = text::plain_to_line(text.substr(0, end));
    if (!line.empty() && !lines.empty()) lines += '\n';
    lines += line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {.text = std::move(lines), .markup = Markup::lines};
}

void set_title(Entry& entry, const Content& content, const Limits& limits, Warnings& warnings) {
  if (!entry.title.empty()) return;
  entry.title = as_line(content, limits, warnings);
  if (!entry.title.empty()) entry.html.title = kept_html(content, limits);
}

void set_summary(Entry& entry, const Content& content, const Limits& limits, Warnings& warnings) {
  if (!entry.summary.empty()) return;
  entry.summary = as_text(content, limits, warnings);
  if (!entry.summary.empty()) entry.html.summary = kept_html(content, limits);
}

void set_body(Entry& entry, const Content& content, const Limits& limits, Warnings& warnings) {
  if (!entry.body.empty()) return;
  entry.body = as_text(content, limits, warnings);
  if (!entry.body.empty()) entry.html.body = kept_html(content, limits);
}

int rank_as_title(std::string_view role) {
  return rank_in(kTitleRoles, role);
}

int rank_as_summary(std::string_view role) {
  return rank_in(kSummaryRoles, role);
}

bool is_replacement(std::string_view relation) {
  const std::string_view code = local_code(relation);
  return std::ranges::any_of(kReplacements, [&](std::string_view known) { return same_name(known, code); });
}

}  // namespace tb::feed
