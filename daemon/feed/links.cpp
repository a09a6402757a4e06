// Links. Boost.URL is strict, feeds are not: a reference is first written as the RFC wants it, then parsed.
#include "links.hpp"

#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <boost/url.hpp>
#include <memory>

namespace tb::feed {

namespace {

namespace urls = boost::urls;

constexpr std::size_t kLongestLink = 8192;  // what servers accept as a request line
constexpr std::size_t kLongestBase = 2048;  // bases grow by being nested, and stand in front of every relative link

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_with_any_case(std::string_view text, std::string_view lower_prefix) {
  return std::ranges::equal(text.substr(0, lower_prefix.size()), lower_prefix,
                            [](char a, char b) { return lower(a) == b; });
}

bool is_hexadecimal(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f');
}

// What browsers drop: white space and controls around, tabs and line breaks anywhere.
std::string without_space(std::string_view text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::string kept(text);
  std::erase_if(kept, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return kept;
}

// "a=1&amp;b=2" where the document's own encoding is undone already: no URL means that. WordPress writes &#038;.
std::string with_decoded_ampersands(std::string_view text) {
  constexpr std::array<std::string_view, 4> kEncoded{"amp;", "#38;", "#038;", "#x26;"};
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('&'), text.size() - 1) + 1;
    decoded += text.substr(0, length);
    text.remove_prefix(length);
    const auto is_next = [&](std::string_view encoded) { return decoded.back() == '&' && text.starts_with(encoded); };
    for (auto found = std::ranges::find_if(kEncoded, is_next); found != kEncoded.end();
         found = std::ranges::find_if(kEncoded, is_next)) {
      text.remove_prefix(found->size());
    }
  }
  return decoded;
}

struct Authority {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Authority authority_of(std::string_view reference) {
  const std::size_t slashes = reference.find("//");
  if (slashes == std::string_view::npos) return {};
  if (slashes != 0 && reference.substr(0, slashes).find_first_of("/?#") != std::string_view::npos) return {};
  const std::size_t begin = slashes + 2;
  return {.begin = begin, .end = std::min(reference.find_first_of("/?#", begin), reference.size())};
}

// A name in another script, as DNS knows it (UTS 46); the bytes as they are where it is none.
std::string in_punycode(std::string_view host) {
  if (std::ranges::none_of(host, [](char c) { return (c & 0x80) != 0; })) return std::string(host);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, decltype(&uidna_close)> idna(uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status),
                                                            uidna_close);
  std::array<char, 512> ascii{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const int32_t length = U_FAILURE(status)
                             ? 0
                             : uidna_nameToASCII_UTF8(idna.get(), host.data(), static_cast<int32_t>(host.size()),
                                                      ascii.data(), static_cast<int32_t>(ascii.size()), &info, &status);
  const bool usable = U_SUCCESS(status) && info.errors == 0 && length > 0;
  return usable ? std::string(ascii.data(), static_cast<std::size_t>(length)) : std::string(host);
}

// Percent-encodes what may not stand in a URL (RFC 3986 §2), leaving what is encoded already.
std::string encoded(std::string_view text) {
  constexpr std::string_view kNever = "\"<>\\^`{|}[]";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  bool in_fragment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool stray_percent =
        byte == '%' && !(i + 2 < text.size() && is_hexadecimal(text[i + 1]) && is_hexadecimal(text[i + 2]));
    const bool second_hash = byte == '#' && in_fragment;
    in_fragment = in_fragment || byte == '#';
    if (byte <= 0x20 || byte >= 0x7F || stray_percent || second_hash ||
        kNever.find(text[i]) != std::string_view::npos) {
      out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string as_the_rfc_wants_it(std::string_view text) {
  std::string reference = with_decoded_ampersands(without_space(text));
  if (starts_with_any_case(reference, "www.")) reference.insert(0, "http://");  // what people mean by it
  const auto [begin, end] = authority_of(reference);
  const std::string_view whole(reference);
  return std::string(whole.substr(0, begin)) + in_punycode(whole.substr(begin, end - begin)) +
         encoded(whole.substr(end));
}

constexpr auto kClean = [] {
  std::array<bool, 256> clean{};
  for (const char c :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?"))
    clean.at(static_cast<unsigned char>(c)) = true;
  return clean;
}();

// What nearly all links are, known without taking them apart: scheme, a host of ASCII, then what RFC 3986 allows there.
bool is_clean_web_address(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return false;
  const std::size_t host = std::min(text.find_first_of("/?", scheme), text.size());
  const auto is_of_host = [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  if (host == scheme || !std::all_of(text.begin() + scheme, text.begin() + host, is_of_host)) return false;
  const auto is_clean = [](char c) { return kClean[static_cast<unsigned char>(c)]; };
  return std::all_of(text.begin() + host, text.end(), is_clean) && text.find("&amp;") == std::string_view::npos;
}

std::string resolved(std::string_view base, const std::string& reference) {
  const auto parsed = urls::parse_uri_reference(reference);
  if (!parsed) return {};
  if (parsed->has_scheme()) return reference;
  const auto parsed_base = urls::parse_uri(base);
  urls::url url;
  if (!parsed_base || !urls::resolve(*parsed_base, *parsed, url)) return {};
  return std::string(url.buffer());
}

}  // namespace

bool is_web_address(std::string_view text) {
  const bool scheme = starts_with_any_case(text, "http://") || starts_with_any_case(text, "https://");
  return scheme && text.find_first_of(" \t\r\n") == std::string_view::npos;
}

std::string resolve_link(std::string_view base, std::string_view reference) {
  if (reference.empty() || reference.size() > kLongestLink) return {};
  if (is_clean_web_address(reference)) return std::string(reference);
  const std::string wanted = as_the_rfc_wants_it(reference);
  if (wanted.empty()) return {};
  std::string link = resolved(base, wanted);
  if (!is_web_address(link)) return {};
  const auto [begin, end] = authority_of(link);
  return end > begin ? link : std::string{};
}

std::optional<std::string> usable_base(std::string_view outer, std::string_view reference) {
  if (reference.size() > kLongestBase) return std::nullopt;
  std::string base = resolve_link(outer, reference);
  if (base.empty() || base.size() > kLongestBase) return std::nullopt;
  return base;
}

std::string resolve_base(std::string_view outer, std::string_view reference) {
  return usable_base(outer, reference).value_or(std::string(outer));
}

}  // namespace tb::feed
