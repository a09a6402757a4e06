// `websub:`. What hubs are told must be an address that they can reach and that takes a name at its end; where we
// listen is an address of this machine, which needs no resolver to be found.
#include "websub.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/url/authority_view.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "address.hpp"
#include "quantity.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

namespace urls = boost::urls;

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

// A shorter lease would end before it is renewed (WebsubOptions::least_retry), a longer one counts as this.
constexpr Range<milliseconds> kLease{minutes(5), days(365)};
// Above, one delivery alone would be more than all together may hold (http::ServerLimits::held).
constexpr Range<Bytes> kBody{1_KiB, 32_MiB};

constexpr std::string_view kAdvice =
    "Write the public address under which hubs reach this daemon, such as https://news.example.org/websub/.";

// A host that only this network knows is right where the hub of a source is in it, too.
bool is_private_allowed(const std::vector<source::Options>& sources) {
  return sources.empty() || std::ranges::any_of(sources, &source::Options::allow_private);
}

std::optional<std::string> read_callback(const Node& node, bool may_be_internal, Findings& findings) {
  const Result<WebAddress> address = parse_web_address(node.text);
  if (!address) {
    findings.add(node, fmt::format("{}. {}", address.error().why, kAdvice));
    return std::nullopt;
  }
  if (node.text.find_first_of("?#") != std::string::npos) {
    findings.add(node,
                 "each subscription gets a name at the end of this address, so it holds no query and no fragment. "
                 "Leave out what begins with ? or #.");
    return std::nullopt;
  }
  if (!may_be_internal && is_internal(address->host)) {
    // The host may come of a reference, so it is not repeated.
    findings.add(node,
                 fmt::format("this is an address of this machine or a private network, where no hub of the "
                             "internet comes. {} For hubs of your own network, add `allow_private: true` to their "
                             "sources.",
                             kAdvice));
    return std::nullopt;
  }
  return node.text.ends_with('/') ? node.text : node.text + '/';
}

bool is_address_with_port(std::string_view text) {
  const auto parsed = urls::parse_authority({text.data(), text.size()});
  if (!parsed || parsed->has_userinfo()) return false;
  const bool is_ip = parsed->host_type() == urls::host_type::ipv4 || parsed->host_type() == urls::host_type::ipv6;
  return is_ip && is_port({parsed->port().data(), parsed->port().size()});
}

std::optional<std::string> read_listen(const Node& node, Findings& findings) {
  if (is_address_with_port(node.text)) return node.text;
  findings.add(node, fmt::format("{} is no address to listen at: write an IP address of this machine and a port, such "
                                 "as \"127.0.0.1:8480\" or \"[::1]:8480\"",
                                 shown(node)));
  return std::nullopt;
}

// A consent that nothing comes of is a section forgotten.
void refuse_vain_consent(const Node& root, Findings& findings) {
  std::vector<const Node*> maps = children_of(root, "sources");
  if (const Node* defaults = member(root, "defaults")) maps.push_back(defaults);
  for (const Node* map : maps) {
    const Node* consent = member(*map, "websub");
    if (consent == nullptr || !is_true(*consent)) continue;
    findings.add_at_key(*consent,
                        "this means nothing without `websub: {callback: …}` at the top. Add it, or remove this.");
  }
}

}  // namespace

void read_websub(const Node& root, Configuration& into, Findings& findings) {
  if (!has_key(root, "websub")) return refuse_vain_consent(root, findings);
  const Node* map = member(root, "websub");
  if (map == nullptr) return;
  source::WebsubOptions& options = into.websub;
  if (const Node* callback = member(*map, "callback")) {
    options.callback = read_callback(*callback, is_private_allowed(into.sources), findings).value_or(options.callback);
  }
  if (const Node* listen = member(*map, "listen")) {
    options.listen = read_listen(*listen, findings).value_or(options.listen);
  }
  if (const Node* lease = member(*map, "lease")) {
    options.lease = read_seconds(*lease, kLease, findings).value_or(options.lease);
  }
  if (const Node* body = member(*map, "body_limit")) {
    options.body = read_size(*body, kBody, findings).value_or(options.body);
  }
  if (const Node* rate = member(*map, "deliveries_per_second")) options.deliveries_per_second = count_of(*rate);
}

}  // namespace tb::config
