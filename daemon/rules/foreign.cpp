// Tables: a row is what somebody wrote and what it is here.
#include "foreign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "tenbells/core/nearest.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {
namespace {

constexpr std::string_view kInQuotes = "To look for the text as it stands, put it in quotes";

struct Name {
  std::string_view written;
  std::string_view here;
};

/// Before a slash and a number, or written onto the number: w/5, ADJ5.
constexpr std::array kDistances{
    Name{"w", "NEAR"},    Name{"within", "NEAR"},  Name{"n", "NEAR"},
    Name{"near", "NEAR"}, Name{"adj", "BEFORE"},   Name{"pre", "BEFORE"},
    Name{"p", "BEFORE"},  Name{"onear", "BEFORE"}, Name{"before", "BEFORE"},
};

/// These alone may be written onto their number; w5 and n5 are also words.
constexpr std::array<std::string_view, 6> kWithoutSlash{"NEAR", "BEFORE", "ADJ", "PRE", "ONEAR", "WITHIN"};

constexpr std::array kFields{
    Name{"headline", "title"},
    Name{"head", "title"},
    Name{"subject", "title"},
    Name{"intitle", "title"},
    Name{"lead", "summary"},
    Name{"abstract", "summary"},
    Name{"description", "summary"},
    Name{"text", "body"},
    Name{"content", "body"},
    Name{"intext", "body"},
    Name{"byline", "author"},
    Name{"from", "author"},
    Name{"by", "author"},
    Name{"creator", "author"},
    Name{"section", "category"},
    Name{"topic", "category"},
    Name{"keyword", "category"},
    Name{"keywords", "category"},
    Name{"url", "link"},
    Name{"inurl", "link"},
    Name{"site", "link"},
    Name{"domain", "link"},
    Name{"feed", "source"},
    Name{"publisher", "source"},
    Name{"language", "lang"},
};

constexpr std::array kFunctions{
    Name{"SAME_SENTENCE", "SAME_SENTENCE"},
    Name{"SENTENCE", "SAME_SENTENCE"},
    Name{"AT_LEAST", "AT_LEAST"},
    Name{"ATLEAST", "AT_LEAST"},
    Name{"MINIMUM", "AT_LEAST"},
    Name{"COUNT", "COUNT"},
    Name{"OCCURS", "COUNT"},
};

struct Flag {
  char written;
  std::string_view advice;
};

constexpr std::array kFlags{
    Flag{'g', "every match counts anyway, so leave it out. Did you mean /…/i or /(?i)…/ for any case?"},
    Flag{'I', "did you mean /…/i or /(?i)…/ for any case?"},
    Flag{'m', "did you mean /(?m)…/, where ^ and $ are a line's begin and end, or /…/i for any case?"},
    Flag{'x', "blanks in a pattern always count here. Did you mean /…/i or /(?i)…/ for any case?"},
    Flag{'u', "every text is Unicode here, so leave it out"},
};

struct Sign {
  char sign;
  enum class Where : std::uint8_t { first, anywhere, last } where;
  std::string_view advice;
};

constexpr std::array kSigns{
    Sign{'-', Sign::Where::first, "to forbid a term write NOT before it"},
    Sign{'!', Sign::Where::first, "to forbid a term write NOT before it"},
    Sign{'+', Sign::Where::first, "to demand a term put AND before it"},
    Sign{'~', Sign::Where::anywhere, "for words near one another write a NEAR/5 b, for other spellings an OR of them"},
    Sign{'^', Sign::Where::anywhere, "terms have no weights here; a rule's `score` has"},
    Sign{'<', Sign::Where::anywhere, "nothing can be compared but COUNT(a) >= 3"},
    Sign{'>', Sign::Where::anywhere, "nothing can be compared but COUNT(a) >= 3"},
    Sign{'=', Sign::Where::anywhere,
         "nothing can be compared; a field is written title:word, a word as it is spelt =ROC"},
    Sign{'|', Sign::Where::anywhere, "write OR between two terms"},
    Sign{'?', Sign::Where::last, "no sign stands for one letter; write sanction* for every ending"},
};

/// Where a word uses the sign, if it does.
std::optional<std::size_t> use_of(const Sign& sign, std::string_view word) {
  if (sign.where == Sign::Where::first) return word.front() == sign.sign ? std::optional<std::size_t>(0) : std::nullopt;
  if (sign.where == Sign::Where::last) return word.back() == sign.sign ? std::optional(word.size() - 1) : std::nullopt;
  const std::size_t at = word.find(sign.sign);
  return at == std::string_view::npos ? std::nullopt : std::optional(at);
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool same_letters(std::string_view one, std::string_view other) {
  return one.size() == other.size() && edit_distance(one, other) == 0;
}

Mistake meant(std::string_view written, std::string_view here) {
  return {.offset = 0, .message = no_operator(written, here)};
}

}  // namespace

std::string no_operator(std::string_view written, std::string_view meant) {
  return fmt::format("\"{}\" is no operator. Did you mean \"{}\"? To look for the word itself, put it in quotes",
                     written, meant);
}

std::optional<Mistake> foreign_operator(std::string_view piece) {
  const std::size_t slash = piece.find('/');
  if (slash != std::string_view::npos) {
    const std::string_view head = piece.substr(0, slash);
    const std::string_view number = piece.substr(slash + 1);
    if (same_letters(head, "w") && (same_letters(number, "s") || same_letters(number, "p"))) {
      return meant(piece, "SAME_SENTENCE(a, b)");
    }
    if (!is_digits(number)) return std::nullopt;
    for (const Name& name : kDistances) {
      if (same_letters(head, name.written)) return meant(piece, fmt::format("{}/{}", name.here, number));
    }
    return std::nullopt;
  }
  const std::string_view head = piece.substr(0, piece.find_first_of("0123456789"));
  if (!is_digits(piece.substr(head.size()))) return std::nullopt;
  const std::string_view number = piece.substr(head.size());
  if (same_letters(head, "ATLEAST")) return meant(piece, fmt::format("COUNT(a) >= {}", number));
  if (std::ranges::find(kWithoutSlash, head) == kWithoutSlash.end()) return std::nullopt;
  for (const Name& name : kDistances) {
    if (same_letters(head, name.written)) return meant(piece, fmt::format("{}/{}", name.here, number));
  }
  return std::nullopt;
}

std::optional<Mistake> foreign_sign(std::string_view piece) {
  if (text::words(piece).size() == 0) return std::nullopt;
  for (const Sign& sign : kSigns) {
    const auto at = use_of(sign, piece);
    if (!at) continue;
    const std::string_view head = piece.substr(0, *at);
    if (sign.sign == '=' && field_named(head)) {
      const std::string_view value = piece.substr(std::min(piece.find_first_not_of('=', *at), piece.size()));
      return Mistake{.offset = *at, .message = fmt::format("a field is written {}:{}, with a colon", head, value)};
    }
    return Mistake{
        .offset = *at,
        .message = fmt::format("{} is not part of the rule language: {}. {}", sign.sign, sign.advice, kInQuotes)};
  }
  return std::nullopt;
}

std::string no_field(std::string_view name) {
  if (name == "http" || name == "https") {
    return "an address stands in quotes: link:\"example.org/asia\"; without quotes the colon makes a field of what is "
           "before it";
  }
  std::vector<std::string> names;
  for (const Field field : tb::kFields) names.emplace_back(to_string(field));
  std::string advice = did_you_mean(name, names);
  for (const Name& other : kFields) {
    if (same_letters(name, other.written)) advice = fmt::format(" Did you mean \"{}\"?", other.here);
  }
  return fmt::format("\"{}\" is no field ({}).{} To look for the text itself, put it in quotes", name,
                     fmt::join(names, ", "), advice);
}

std::string no_flag(char flag) {
  const auto* const known = std::ranges::find(kFlags, flag, &Flag::written);
  return fmt::format(
      "\"{}\" is no flag of a regular expression; there are i (any case) and s (. matches line ends too){}{}", flag,
      known == kFlags.end() ? "" : ": ", known == kFlags.end() ? "" : known->advice);
}

std::string_view function_meant(std::string_view word) {
  std::vector<std::string> names;
  for (const Name& name : kFunctions) names.emplace_back(name.written);
  const std::optional<std::string> near = nearest(word, names);
  if (!near) return {};
  return std::ranges::find(kFunctions, *near, &Name::written)->here;
}

}  // namespace tb::rules
