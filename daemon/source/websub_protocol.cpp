// Forms, HMACs and the arithmetic of leases.
#include "websub_protocol.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <boost/algorithm/string/predicate.hpp>
#include <charconv>
#include <utility>

namespace tb::source {
namespace {

using std::chrono::seconds;

constexpr std::string_view kDigits = "0123456789abcdef";

// A lease beyond this is none that anybody means, and must not overflow what is counted from it.
constexpr seconds kLongestLease{std::chrono::hours{24 * 365}};

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

void append_field(std::string& form, std::string_view name, std::string_view value) {
  if (!form.empty()) form += '&';
  form += name;
  form += '=';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c)) {
      form += c;
    } else {
      form += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? digit(text[i + 1]) : -1;
    const int low = high >= 0 ? digit(text[i + 2]) : -1;
    if (low >= 0) {
      plain += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      plain += text[i] == '+' ? ' ' : text[i];
    }
  }
  return plain;
}

std::optional<seconds> lease_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) return kLongestLease;
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return std::nullopt;
  return std::min(seconds{static_cast<std::int64_t>(std::min<std::uint64_t>(number, kLongestLease.count()))},
                  kLongestLease);
}

struct Method {
  std::string_view name;
  const EVP_MD* (*digest)();
};

constexpr std::array kMethods{Method{"sha1", EVP_sha1}, Method{"sha256", EVP_sha256}, Method{"sha384", EVP_sha384},
                              Method{"sha512", EVP_sha512}};

std::string hmac(const EVP_MD* digest, std::string_view body, std::string_view secret) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned int size = 0;
  ::HMAC(digest, secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(body.data()),
         body.size(), code.data(), &size);
  return hexadecimal({reinterpret_cast<const char*>(code.data()), size});
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

}  // namespace

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += {kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return text;
}

std::string subscription_form(const SubscriptionRequest& request) {
  std::string form;
  append_field(form, "hub.mode", "subscribe");
  append_field(form, "hub.topic", request.topic);
  append_field(form, "hub.callback", request.callback);
  append_field(form, "hub.lease_seconds", std::to_string(request.lease.count()));
  append_field(form, "hub.secret", request.secret);
  return form;
}

HubQuery hub_query(std::string_view query) {
  HubQuery found;
  std::string lease;
  const std::array<std::pair<std::string_view, std::string*>, 5> fields{{{"hub.mode", &found.mode},
                                                                         {"hub.topic", &found.topic},
                                                                         {"hub.challenge", &found.challenge},
                                                                         {"hub.reason", &found.reason},
                                                                         {"hub.lease_seconds", &lease}}};
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string name = decoded(pair.substr(0, equals));
    for (const auto& [wanted, value] : fields) {
      if (wanted == name && value->empty()) *value = decoded(pair.substr(std::min(equals + 1, pair.size())));
    }
  }
  found.lease = lease_in(lease);
  return found;
}

Signature check_signature(std::string_view header, std::string_view body, std::string_view secret) {
  const std::string_view value = trimmed(header);
  if (value.empty()) return Signature::missing;
  const std::size_t equals = value.find('=');
  const std::string_view name = value.substr(0, equals);
  const auto* const method =
      std::ranges::find_if(kMethods, [&](const Method& row) { return boost::algorithm::iequals(row.name, name); });
  if (equals == std::string_view::npos || method == kMethods.end()) return Signature::unknown_method;
  std::string given(value.substr(equals + 1));
  std::ranges::transform(given, given.begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
  const std::string right = hmac(method->digest(), body, secret);
  const bool same = given.size() == right.size() && ::CRYPTO_memcmp(given.data(), right.data(), right.size()) == 0;
  return same ? Signature::right : Signature::wrong;
}

std::string_view to_string(Signature signature) {
  switch (signature) {
    case Signature::right:
      return "right";
    case Signature::wrong:
      return "wrong";
    case Signature::missing:
      return "missing";
    case Signature::unknown_method:
      return "of an unknown method";
  }
  return "unknown";
}

seconds renew_after(seconds lease, seconds least) {
  return std::max(lease * 2 / 3, least);
}

seconds retry_after_failures(int failures, seconds least, seconds most, double chance) {
  seconds wait = least;
  for (int i = 1; i < failures && wait < most; ++i) wait *= 2;
  wait = std::min(wait, most);
  return wait + seconds{static_cast<std::int64_t>(static_cast<double>(wait.count()) * 0.1 * chance)};
}

std::string_view last_segment(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view query_of(std::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

}  // namespace tb::source
