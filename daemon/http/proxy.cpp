// User and password may stand in a proxy's URL, unlike in one that is fetched: it comes from the operator alone.
#include "proxy.hpp"

#include <openssl/evp.h>

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

namespace tb::http {
namespace {

namespace urls = boost::urls;

Error unusable(std::string why) {
  return {.kind = ErrorKind::invalid_input,
          .doing = "read the proxy's URL",
          .to = {},
          .why = std::move(why),
          .advice = "Write it as http://host:port."};
}

// RFC 7617 §2.
std::string basic(const std::string& user_and_password) {
  std::string encoded(4 * ((user_and_password.size() + 2) / 3) + 1, '\0');  // OpenSSL ends it with a NUL
  const int size = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()),
                                     reinterpret_cast<const unsigned char*>(user_and_password.data()),
                                     static_cast<int>(user_and_password.size()));
  encoded.resize(static_cast<std::size_t>(size));
  return "Basic " + encoded;
}

}  // namespace

Result<std::optional<Proxy>> proxy_of(std::string_view url) {
  if (url.empty()) return std::optional<Proxy>();
  const auto parsed = urls::parse_uri({url.data(), url.size()});
  if (!parsed) return fail(unusable("it is no absolute URL"));
  urls::url plain(*parsed);
  if (plain.scheme_id() != urls::scheme::http) return fail(unusable("only http proxies are spoken to"));
  Proxy proxy;
  if (plain.has_userinfo()) proxy.authorization = basic(plain.user() + ":" + plain.password());
  plain.remove_userinfo();
  Result<Target> server = target_of(std::string(plain.buffer()));
  if (!server) return fail(unusable(server.error().why));
  if (!plain.has_port()) server->port = "80";
  proxy.server = std::move(*server);
  return std::optional<Proxy>(std::move(proxy));
}

}  // namespace tb::http
