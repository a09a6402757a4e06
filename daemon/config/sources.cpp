// `sources:` and `defaults:` → the options of every source. The schema has judged the form of every value; here they
// get their meaning: addresses, ranges, unique ids.
#include "sources.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

#include "address.hpp"
#include "authorization.hpp"
#include "not_built.hpp"
#include "pace.hpp"
#include "proxy.hpp"
#include "references.hpp"

namespace tb::config {
namespace {

using std::chrono::seconds;

constexpr std::size_t kMaxId = 100;

// Headers that the transport writes itself: a second one makes servers and proxies disagree (RFC 9112 §11.2).
constexpr std::array kOwnHeaders{
    "host",       "connection", "content-length",     "transfer-encoding", "te",
    "trailer",    "upgrade",    "accept-encoding",    "if-none-match",     "if-modified-since",
    "user-agent", "a-im",       "proxy-authorization"};

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

// What a source and `defaults:` have in common.
void read_shared(const Node& map, seconds average, source::Options& options, Findings& findings) {
  read_pace(map, average, options.schedule, findings);
  if (const Node* first = member(map, "first_poll")) {
    options.first_poll = first->text == "all" ? source::FirstPoll::all : source::FirstPoll::baseline;
  }
  if (const Node* allow = member(map, "allow_private")) options.allow_private = is_true(*allow);
  if (const Node* proxy = member(map, "http_proxy")) options.http_proxy = read_proxy(*proxy, findings);
  if (const Node* robots = member(map, "respect_robots")) options.respect_robots = is_true(*robots);
  if (const Node* websub = member(map, "websub")) options.websub = is_true(*websub);
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

// `auth:` is a header like any other from here on.
void read_auth(const Node& source, source::Options& options, Findings& findings) {
  constexpr std::string_view kName = "Authorization";
  const Node* auth = member(source, "auth");
  if (auth == nullptr) return;
  for (const Node* header : children_of(source, "headers")) {
    if (lower(header->key) != lower(kName)) continue;
    findings.add_at_key(*header, "`auth:` writes this header as well: keep one of them");
    return;
  }
  if (auto value = read_authorization(*auth, findings)) options.headers.emplace(kName, *std::move(value));
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

source::Options read_source(const Node& map, seconds average, source::Options options, Findings& findings) {
  read_shared(map, average, options, findings);
  settle_pace(map, options.schedule, findings);
  if (const Node* id = member(map, "id")) options.id = id->text;
  if (has_key(map, "api")) options.kind = source::Kind::api;
  // An API is there to be asked whole; few of them know validators.
  options.schedule.unconditional_floor = options.kind == source::Kind::feed;
  const Node* url = member(map, options.kind == source::Kind::api ? "api" : "feed");
  if (url != nullptr) read_url(*url, options, findings);
  for (const Node* tag : children_of(map, "tags")) options.tags.push_back(tag->text);
  for (const Node* parameter : children_of(map, "query")) options.query.emplace(parameter->key, secret_of(*parameter));
  read_headers(map, options, findings);
  read_auth(map, options, findings);
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

std::vector<source::Options> read_sources(const Node& root, seconds average, Findings& findings) {
  source::Options defaults;
  defaults.schedule.every = average;
  if (const Node* map = member(root, "defaults")) read_shared(*map, average, defaults, findings);

  std::vector<source::Options> sources;
  std::map<std::string, int> lines;  // id → where it was first given
  for (const Node* map : children_of(root, "sources")) {
    source::Options options = read_source(*map, average, defaults, findings);
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
