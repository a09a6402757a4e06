// Discovery: Link headers, which come first (WebSub §4), are taken apart here; what documents say the feed module
// knows.
#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <boost/url/url_view.hpp>

#include "tenbells/http/url.hpp"
#include "tenbells/source/websub.hpp"

namespace tb::source {
namespace {

namespace urls = boost::urls;

constexpr std::size_t kMostHubs = 8;

/// One link-value of RFC 8288: views into the header.
struct Link {
  std::string_view target;
  std::string_view relations;  ///< separated by spaces
  bool has_anchor = false;     ///< it is about something else than what answered
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// Up to the delimiter that is not inside quotes. What was taken is removed from the text.
std::string_view take_until(std::string_view& text, std::string_view delimiters) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (quoted && text[end] == '\\') {
      ++end;
      continue;
    }
    if (text[end] == '"') quoted = !quoted;
    if (!quoted && delimiters.find(text[end]) != std::string_view::npos) break;
  }
  end = std::min(end, text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end);
  return taken;
}

void read_parameter(std::string_view parameter, Link& link) {
  const std::size_t equals = std::min(parameter.find('='), parameter.size());
  const std::string_view name = trimmed(parameter.substr(0, equals));
  std::string_view value = trimmed(parameter.substr(std::min(equals + 1, parameter.size())));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  if (boost::algorithm::iequals(name, "rel") && link.relations.empty()) link.relations = value;
  if (boost::algorithm::iequals(name, "anchor")) link.has_anchor = true;
}

// The links of one header: <uri>; rel="hub self"; title="a, b", <uri>…
template <class Visit>
void each_link(std::string_view header, Visit visit) {
  while (!header.empty()) {
    const std::size_t open = header.find('<');
    const std::size_t close = header.find('>', std::min(open, header.size()));
    if (close == std::string_view::npos) return;
    Link link{.target = trimmed(header.substr(open + 1, close - open - 1))};
    header.remove_prefix(close + 1);
    take_until(header, ";,");
    while (header.starts_with(';')) {
      header.remove_prefix(1);
      read_parameter(take_until(header, ";,"), link);
    }
    visit(link);
  }
}

bool has_relation(std::string_view relations, std::string_view wanted) {
  while (!relations.empty()) {
    const std::string_view one = relations.substr(0, relations.find(' '));
    relations.remove_prefix(std::min(one.size() + 1, relations.size()));
    if (boost::algorithm::iequals(one, wanted)) return true;
  }
  return false;
}

// As it was written if it is absolute: hubs compare topics byte by byte. Empty if it is no http(s) URL.
std::string absolute(std::string_view reference, std::string_view base) {
  const auto parsed = urls::parse_uri_reference(urls::string_view(reference.data(), reference.size()));
  if (!parsed) return {};
  std::string url(reference);
  if (!parsed->has_scheme()) {
    const auto parsed_base = urls::parse_uri(urls::string_view(base.data(), base.size()));
    urls::url resolved;
    if (!parsed_base || !urls::resolve(*parsed_base, *parsed, resolved)) return {};
    url.assign(resolved.buffer().data(), resolved.buffer().size());
  }
  return http::canonical_url(url) ? url : std::string{};
}

void add_hub(std::vector<std::string>& hubs, std::string hub) {
  const bool is_new = std::ranges::find(hubs, hub) == hubs.end();
  if (!hub.empty() && is_new && hubs.size() < kMostHubs) hubs.push_back(std::move(hub));
}

}  // namespace

std::optional<PushChannel> discover(std::span<const std::string> links, std::string_view url,
                                    const feed::Channel& channel) {
  PushChannel found;
  for (const std::string& header : links) {
    each_link(header, [&](const Link& link) {
      if (link.has_anchor) return;
      if (found.hubs.size() < kMostHubs && has_relation(link.relations, "hub")) {
        add_hub(found.hubs, absolute(link.target, url));
      }
      if (found.topic.empty() && has_relation(link.relations, "self")) found.topic = absolute(link.target, url);
    });
  }
  if (found.hubs.empty()) {
    for (const std::string& hub : channel.hubs) add_hub(found.hubs, absolute(hub, url));
  }
  if (found.topic.empty() && !channel.self.empty()) found.topic = absolute(channel.self, url);
  if (found.topic.empty() || found.hubs.empty()) return std::nullopt;
  return found;
}

}  // namespace tb::source
