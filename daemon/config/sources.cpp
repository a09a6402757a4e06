// `sources:` and `defaults:` → the options of every source. The schema has judged the form of every value; here they
// get their meaning: addresses, ranges, unique ids.
#include "sources.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

#include "address.hpp"
#include "not_built.hpp"
#include "quantity.hpp"
#include "references.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// A second is what a test server bears, a month what a forgotten source still deserves.
constexpr Range<milliseconds> kEvery{milliseconds(1'000), milliseconds(std::chrono::days(30))};
constexpr std::size_t kMaxId = 100;

// Headers that the transport writes itself: a second one makes servers and proxies disagree (RFC 9112 §11.2).
constexpr std::array kOwnHeaders{"host",      "connection", "content-length",  "transfer-encoding", "te",
                                 "trailer",   "upgrade",    "accept-encoding", "if-none-match",     "if-modified-since",
                                 "user-agent"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

bool is_header_name(std::string_view name) {  // a token: RFC 9110 §5.6.2
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::ranges::all_of(name, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
  });
}

std::optional<seconds> read_every(const Node& node, Findings& findings) {
  const std::optional<milliseconds> wait = read_duration(node, kEvery, findings);
  if (!wait) return std::nullopt;
  if (*wait % seconds(1) == milliseconds(0)) return std::chrono::duration_cast<seconds>(*wait);
  findings.add(node, fmt::format("{} is no whole number of seconds: write {}", shown(node),
                                 to_text(std::chrono::ceil<seconds>(*wait))));
  return std::nullopt;
}

// What a source and `defaults:` have in common.
void read_polling(const Node& map, source::Options& options, Findings& findings) {
  const Node* every = member(map, "every");
  const Node* ceiling = member(map, "backoff_ceiling");
  if (every) options.schedule.every = read_every(*every, findings).value_or(options.schedule.every);
  if (ceiling) {
    options.schedule.backoff_ceiling = read_every(*ceiling, findings).value_or(options.schedule.backoff_ceiling);
  }
  if (every && ceiling && options.schedule.backoff_ceiling < options.schedule.every) {
    findings.add(*ceiling, fmt::format("the longest wait after failures is shorter than `every`: write {} or more",
                                       to_text(options.schedule.every)));
  }
  // Only one of them was written: the ceiling follows a slow rhythm.
  options.schedule.backoff_ceiling = std::max(options.schedule.backoff_ceiling, options.schedule.every);
  if (const Node* jitter = member(map, "jitter")) options.schedule.jitter = real_number(jitter->text);
  if (const Node* first = member(map, "first_poll")) {
    options.first_poll = first->text == "all" ? source::FirstPoll::all : source::FirstPoll::baseline;
  }
  if (const Node* allow = member(map, "allow_private")) options.allow_private = is_true(*allow);
}

void read_headers(const Node& source, source::Options& options, Findings& findings) {
  for (const Node* header : children_of(source, "headers")) {
    const auto is_line_break = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    if (!is_header_name(header->key)) {
      findings.add_at_key(*header, "this is no name of a header: write letters, digits and hyphens");
    } else if (std::ranges::find(kOwnHeaders, lower(header->key)) != kOwnHeaders.end()) {
      findings.add_at_key(*header, "this header is written by Tenbells itself: remove it");
    } else if (std::ranges::any_of(header->text, is_line_break)) {
      findings.add(*header, "the value holds a line break, which no header can: write it in one line");
    }
    options.headers.emplace(header->key, secret_of(*header));
  }
}

void read_url(const Node& url, source::Options& options, Findings& findings) {
  const Result<WebAddress> address = parse_web_address(url.text);
  if (!address) {
    const bool is_name = options.kind == source::Kind::api && is_preset_name(url.text);
    findings.add(url, is_name ? fmt::format("{} is a name, but no API is known by name yet: write its whole address, "
                                            "with `items:` and `fields:`",
                                            shown(url))
                              : to_string(address.error()));
    return;
  }
  if (is_internal(address->host) && !options.allow_private) {
    findings.add(url, fmt::format("{} is an address of this machine or a private network. If that is meant, add "
                                  "`allow_private: true` to the source.",
                                  address->host));
  }
  options.url = url.text;
  if (options.id.empty()) options.id = id_of_url(address->host, address->port, address->path);
}

source::Options read_source(const Node& map, source::Options options, Findings& findings) {
  read_polling(map, options, findings);
  if (const Node* id = member(map, "id")) options.id = id->text;
  if (has_key(map, "api")) options.kind = source::Kind::api;
  const Node* url = member(map, options.kind == source::Kind::api ? "api" : "feed");
  if (url != nullptr) read_url(*url, options, findings);
  for (const Node* tag : children_of(map, "tags")) options.tags.push_back(tag->text);
  for (const Node* parameter : children_of(map, "query")) options.query.emplace(parameter->key, secret_of(*parameter));
  read_headers(map, options, findings);
  if (const Node* items = member(map, "items")) options.mapping.items = items->text;
  for (const Node* field : children_of(map, "fields")) options.mapping.fields.emplace(field->key, field->text);
  return options;
}

// The place that gave the source its id: `id:`, else its URL.
const Node* origin_of_id(const Node& source) {
  for (const char* key : {"id", "feed", "api"}) {
    if (const Node* node = member(source, key)) return node;
  }
  return nullptr;
}

}  // namespace

std::string id_of_url(std::string_view host, std::string_view port, std::string_view path) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  const std::string whole = lower(fmt::format("{}-{}-{}", host, port, path));
  std::string id;
  for (const char c : whole) {
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_kept) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  id.resize(std::min(id.size(), kMaxId));
  while (id.ends_with('-')) id.pop_back();
  return id;
}

std::vector<source::Options> read_sources(const Node& root, Findings& findings) {
  source::Options defaults;
  if (const Node* map = member(root, "defaults")) read_polling(*map, defaults, findings);

  std::vector<source::Options> sources;
  std::map<std::string, int> lines;  // id → where it was first given
  for (const Node* map : children_of(root, "sources")) {
    source::Options options = read_source(*map, defaults, findings);
    const Node* origin = origin_of_id(*map);
    if (origin != nullptr && !options.id.empty()) {
      const auto [first, is_new] = lines.emplace(options.id, findings.text().place_of(origin->at).line);
      if (!is_new) {
        const std::string id = origin->written.empty() ? in_quotes(options.id) : shown(*origin);
        findings.add(*origin, fmt::format("the id {} is taken by the source in line {}: give one of them another `id:`",
                                          id, first->second));
      }
    }
    sources.push_back(std::move(options));
  }
  return sources;
}

}  // namespace tb::config
