// Identifiers of entities: one row a scheme.
#include "tenbells/config/identifiers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "findings.hpp"

namespace tb::config {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_capital_or_digit(char c) {
  return is_capital(c) || is_digit(c);
}

bool is_letter(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z');
}

bool is_wikidata(std::string_view text) {
  return text.size() >= 2 && text.size() <= 20 && text[0] == 'Q' && text[1] != '0' &&
         std::ranges::all_of(text.substr(1), is_digit);
}

bool has_form_of_lei(std::string_view text) {
  return text.size() == 20 && std::ranges::all_of(text, is_capital_or_digit) && is_digit(text[18]) &&
         is_digit(text[19]);
}

// ISO 7064, MOD 97-10: letters count as 10 … 35, and the whole number leaves 1.
bool has_right_check_digits(std::string_view lei) {
  unsigned remainder = 0;
  for (const char c : lei) {
    const auto value = static_cast<unsigned>(is_digit(c) ? c - '0' : c - 'A' + 10);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder == 1;
}

bool is_iso3166(std::string_view text) {
  const std::string_view country = text.substr(0, text.find('-'));
  if (country.size() < 2 || country.size() > 3 || !std::ranges::all_of(country, is_capital)) return false;
  if (country.size() == text.size()) return true;
  const std::string_view part = text.substr(country.size() + 1);
  return country.size() == 2 && !part.empty() && part.size() <= 3 && std::ranges::all_of(part, is_capital_or_digit);
}

struct Scheme {
  std::string_view name;
  bool (*is_right)(std::string_view);
  std::string_view message;
};

constexpr std::array kSchemes{
    Scheme{"wikidata", is_wikidata, "is no Wikidata item: write Q and its number, such as Q865"},
    Scheme{"lei", has_form_of_lei, "is no LEI: it has 20 capitals and digits, the last two digits"},
    Scheme{"lei", has_right_check_digits, "is no LEI: its check digits do not hold, so a character of it is wrong"},
    Scheme{"iso3166", is_iso3166,
           "is no code of ISO 3166: write two or three capitals for a country (TW, TWN), or a part of one (CN-11)"},
};

}  // namespace

std::optional<std::string> wrong_identifier(std::string_view scheme, std::string_view identifier) {
  const auto* wrong = std::ranges::find_if(
      kSchemes, [&](const Scheme& each) { return each.name == scheme && !each.is_right(identifier); });
  if (wrong == kSchemes.end()) return std::nullopt;
  return fmt::format("{} {}", in_quotes(identifier), wrong->message);
}

bool is_language_tag(std::string_view text) {
  for (bool is_first = true;; is_first = false) {
    const std::string_view part = text.substr(0, text.find('-'));
    if (part.empty() || part.size() > 8 || (is_first && part.size() < 2)) return false;
    const bool is_right = std::ranges::all_of(part, [&](char c) { return is_letter(c) || (!is_first && is_digit(c)); });
    if (!is_right) return false;
    if (part.size() == text.size()) return true;
    text.remove_prefix(part.size() + 1);
  }
}

}  // namespace tb::config
