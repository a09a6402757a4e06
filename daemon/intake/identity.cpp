// The order guid, link, content is what publishers' behaviour taught every reader: guids survive edits of the link,
// links survive edits of the text.
#include "tenbells/intake/identity.hpp"

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <unordered_set>

#include "tenbells/core/uuid.hpp"

namespace tb::intake {
namespace {

namespace urls = boost::urls;

// Parameters that tell the publisher where a reader came from and nothing of the page.
constexpr std::array<std::string_view, 10> kTracking{"fbclid", "gclid",  "dclid", "msclkid", "mc_cid",
                                                     "mc_eid", "igshid", "yclid", "_hsenc",  "cmpid"};

bool is_tracking(std::string_view name) {
  return name.starts_with("utm_") || std::ranges::find(kTracking, name) != kTracking.end();
}

void drop_tracking(urls::url& url) {
  auto parameters = url.encoded_params();
  for (auto it = parameters.begin(); it != parameters.end();) {
    const std::string name((*it).key);
    it = is_tracking(name) ? parameters.erase(it) : std::next(it);
  }
  if (parameters.empty()) url.remove_query();
}

}  // namespace

std::string canonical_link(const std::string& link) {
  const auto parsed = urls::parse_uri(link);
  if (!parsed) return link;
  urls::url url(*parsed);
  url.normalize_scheme();
  url.normalize_authority();
  url.remove_fragment();
  if (url.scheme_id() == urls::scheme::http) url.set_scheme_id(urls::scheme::https);
  if (url.encoded_host().starts_with("www.")) {
    const std::string host(url.encoded_host().substr(4));
    url.set_encoded_host(host);
  }
  if (url.has_query()) drop_tracking(url);
  url.set_path_absolute(true);
  return std::string(url.buffer());
}

std::string identity(const Item& item) {
  if (!item.guid.empty()) return uuid_of({"item", item.source, "guid", item.guid});
  if (!item.link.empty()) return uuid_of({"item", item.source, "link", canonical_link(item.link)});
  return uuid_of({"item", item.source, "content", item.title, item.summary, item.body});
}

std::vector<Item> identify(std::vector<Item> items, const std::string& source, const std::vector<std::string>& tags,
                           Moment now) {
  std::unordered_set<std::string> ids;
  std::vector<Item> identified;
  identified.reserve(items.size());
  for (Item& item : items) {
    item.source = source;
    item.tags = tags;
    item.first_seen = now;
    item.id = identity(item);
    if (ids.insert(item.id).second) identified.push_back(std::move(item));
  }
  return identified;
}

}  // namespace tb::intake
