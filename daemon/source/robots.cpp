// The file line by line: user-agent lines open a group, the rules after them are the group's (RFC 9309 §2.2). Patterns
// and addresses are compared in one spelling of their percent-encoding.
#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <utility>

#include "tenbells/source/robots.hpp"

namespace tb::source {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kPatternBytes = 2'048;

struct Line {
  std::string_view key;
  std::string_view value;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\f\v";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

Line line_of(std::string_view text) {
  text = text.substr(0, text.find('#'));
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {};
  return {.key = trimmed(text.substr(0, colon)), .value = trimmed(text.substr(colon + 1))};
}

// "Tenbells/1.0" is meant for tenbells: what follows the token is no part of it.
std::string_view token_of(std::string_view value) {
  const auto is_of_token = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '*';
  };
  return value.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(value, is_of_token) - value.begin()));
}

int hexadecimal_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

void append_encoded(std::string& out, unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out += '%';
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 15U];
}

// RFC 9309 §2.2.2: bytes beyond ASCII encoded, unreserved characters not, digits of the others in capitals.
std::string alike(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const int high = byte == '%' && i + 2 < text.size() ? hexadecimal_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hexadecimal_digit(text[i + 2]) : -1;
    if (low >= 0) {
      const auto meant = static_cast<unsigned char>(high * 16 + low);
      if (is_unreserved(meant)) {
        out += static_cast<char>(meant);
      } else {
        append_encoded(out, meant);
      }
      i += 2;
    } else if (byte >= 0x80 || byte <= 0x20) {
      append_encoded(out, byte);
    } else {
      out += text[i];
    }
  }
  return out;
}

// From the last "*" on one more character is tried: at most the product of both lengths.
bool matches(std::string_view pattern, std::string_view path) {
  const bool to_the_end = pattern.ends_with('$');
  if (to_the_end) pattern.remove_suffix(1);
  std::size_t p = 0;
  std::size_t s = 0;
  std::size_t star = std::string_view::npos;
  std::size_t tried = 0;
  for (;;) {
    if (p == pattern.size() && (!to_the_end || s == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      tried = s;
      continue;
    }
    if (p < pattern.size() && s < path.size() && pattern[p] == path[s]) {
      ++p;
      ++s;
      continue;
    }
    if (star == std::string_view::npos || tried == path.size()) return false;
    p = star + 1;
    s = ++tried;
  }
}

std::string_view path_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find_first_of("/?", scheme == std::string_view::npos ? 0 : scheme + 3);
  return path == std::string_view::npos ? "/" : url.substr(path, url.find('#', path) - path);
}

}  // namespace

Robots parse_robots(std::string_view file, std::string_view product) {
  file = file.substr(0, static_cast<std::size_t>(kRobotsBytes.count));
  if (file.starts_with(kByteOrderMark)) file.remove_prefix(kByteOrderMark.size());
  Robots ours;
  Robots everybodys;
  bool names_us = false;  // some group does
  bool is_ours = false;   // the group we are in
  bool is_everybodys = false;
  bool in_agents = false;  // the line before was a user-agent: the group has more than one
  while (!file.empty()) {
    const std::size_t end = std::min(file.find_first_of("\r\n"), file.size());
    const Line line = line_of(file.substr(0, end));
    file.remove_prefix(std::min(end + 1, file.size()));
    if (boost::iequals(line.key, "user-agent")) {
      if (!in_agents) is_ours = is_everybodys = false;
      in_agents = true;
      is_ours = is_ours || boost::iequals(token_of(line.value), product);
      is_everybodys = is_everybodys || line.value.starts_with('*');
      names_us = names_us || is_ours;
      continue;
    }
    const bool allows = boost::iequals(line.key, "allow");
    if (!allows && !boost::iequals(line.key, "disallow")) continue;
    in_agents = false;
    if (line.value.empty() || line.value.size() > kPatternBytes) continue;
    for (auto [is_meant, robots] : {std::pair(is_ours, &ours), std::pair(is_everybodys, &everybodys)}) {
      if (is_meant && robots->rules.size() < kRobotsRules) {
        robots->rules.push_back({.pattern = alike(line.value), .allows = allows});
      }
    }
  }
  return names_us ? ours : everybodys;
}

bool allows(const Robots& robots, std::string_view url) {
  const std::string path = alike(path_of(url));
  if (path == "/robots.txt") return true;
  const Robots::Rule* deciding = nullptr;
  for (const Robots::Rule& rule : robots.rules) {
    const bool is_weaker = deciding != nullptr && (rule.pattern.size() < deciding->pattern.size() ||
                                                   (rule.pattern.size() == deciding->pattern.size() && !rule.allows));
    if (!is_weaker && matches(rule.pattern, path)) deciding = &rule;
  }
  return deciding == nullptr || deciding->allows;
}

}  // namespace tb::source
