// A text is cut at white space, brackets and quotes, inside a function's brackets at commas too; what a piece is shows
// in its first character or its form. Two signs depend on what stood before: a comma on the brackets around it, a
// comparison on whether COUNT's brackets were just closed.
#include "lexer.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <tl/expected.hpp>
#include <utility>

#include "foreign.hpp"
#include "tenbells/text/next_code_point.hpp"
#include "tenbells/text/words.hpp"
#include "term.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kLongestExpression = std::size_t{64} << 10;
constexpr int kFarthest = 1000;   // words; a story rarely has more, and "anywhere in the item" is AND
constexpr int kMostTimes = 1000;  // places of one term in one item

constexpr std::string_view kCurlyOpen = "“";
constexpr std::string_view kCurlyClose = "”";
constexpr std::array<std::string_view, 2> kWideCommas{"，", "、"};

bool is_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A number without a sign, if the whole text is one that fits.
std::optional<int> number_in(std::string_view text) {
  int number = 0;
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The length of the sign that the text begins with, if it is one that compares; else 0.
std::size_t comparing_sign(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSigns{"<", ">", "=", "!", "≥", "≤"};
  for (const std::string_view sign : kSigns) {
    if (text.starts_with(sign)) return sign.size();
  }
  return 0;
}

constexpr std::size_t kMostMistakes = 10;  // of one expression; more are one misunderstanding

/// What a bracket belongs to.
enum class Bracket : std::uint8_t { group, function, count };

/// A mistake, and how reading goes on.
struct Wrong {
  Mistake mistake;
  std::optional<std::size_t> resume;  ///< where; absent: at the next blank, bracket or quote
  Bracket next_bracket = Bracket::group;
};

tl::unexpected<Wrong> mistake(std::size_t offset, std::string message, std::optional<std::size_t> resume = {}) {
  return tl::unexpected<Wrong>(Wrong{.mistake = {.offset = offset, .message = std::move(message)}, .resume = resume});
}

using Read = tl::expected<Token, Wrong>;

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Tokens run() {
    Tokens found;
    while (found.mistakes.size() < kMostMistakes) {
      at_ = after_space(at_);
      Read token = next();
      if (token) {
        note(*token);
        at_ = token->place.end;
        found.list.push_back(std::move(*token));
        if (found.list.back().kind == Token::Kind::end) break;
      } else {
        after_count_ = false;
        next_bracket_ = token.error().next_bracket;
        at_ = token.error().resume.value_or(
            std::min(text_.size(), text_.find_first_of(" \t\r\n()\"", token.error().mistake.offset + 1)));
        found.mistakes.push_back(std::move(token.error().mistake));
      }
    }
    return found;
  }

 private:
  /// Remembers what the next token's meaning depends on.
  void note(const Token& token) {
    using Kind = Token::Kind;
    after_count_ = false;
    if (token.kind == Kind::open) {
      brackets_.push_back(next_bracket_);
      functions_ += next_bracket_ == Bracket::group ? 0 : 1;
    } else if (token.kind == Kind::close && !brackets_.empty()) {
      after_count_ = brackets_.back() == Bracket::count;
      functions_ -= brackets_.back() == Bracket::group ? 0 : 1;
      brackets_.pop_back();
    }
    const bool is_function = token.kind == Kind::same_sentence || token.kind == Kind::at_least;
    next_bracket_ = is_function ? Bracket::function : token.kind == Kind::count ? Bracket::count : Bracket::group;
  }

  std::size_t after_space(std::size_t at) const {
    while (at < text_.size()) {
      std::size_t next = at;
      const UChar32 character = text::next_code_point(text_, next);
      if (character < 0 || u_isUWhiteSpace(character) == 0) break;
      at = next;
    }
    return at;
  }

  Token token(Token::Kind kind, std::size_t end, std::string_view content = {}) const {
    return {.kind = kind, .place = {.begin = at_, .end = end}, .content = std::string(content)};
  }

  Read next() const {
    if (at_ == text_.size()) return token(Token::Kind::end, at_);
    const std::string_view rest = text_.substr(at_);
    if (after_count_ && comparing_sign(rest) > 0) return comparison();
    switch (rest.front()) {
      case '(':
        if (rest.starts_with("(?")) return stray_flags(rest);
        return token(Token::Kind::open, at_ + 1);
      case ')':
        return token(Token::Kind::close, at_ + 1);
      case '"':
        return phrase(at_, "\"", "\"");
      case '/':
        return regex();
      case '@':
        return entity();
      case '=':
        return as_spelt();
      case ',':
        if (functions_ > 0) return token(Token::Kind::comma, at_ + 1);
        break;
      default:
        break;
    }
    if (rest.starts_with(kCurlyOpen)) return phrase(at_, kCurlyOpen, kCurlyClose);
    if (auto made = before_colon(rest)) return std::move(*made);
    return bare(at_);
  }

  /// title: or exact:, cut off before the rest of its piece is looked at, as that may be another one.
  std::optional<Token> before_colon(std::string_view rest) const {
    const std::size_t end = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
    if (end == std::string_view::npos || rest[end] != ':') return std::nullopt;
    const std::string_view name = rest.substr(0, end);
    if (name == "exact") return token(Token::Kind::exact, at_ + end + 1);
    const std::optional<Field> field = field_named(name);
    if (!field) return std::nullopt;
    Token made = token(Token::Kind::field, at_ + end + 1);
    made.field = *field;
    return made;
  }

  /// @param from  where the opening quote stands
  /// (?i)word: the flags of a regular expression that nobody put between slashes.
  Read stray_flags(std::string_view rest) const {
    const std::string_view piece = rest.substr(0, rest.find_first_of(" \t\r\n\"", 2));
    return mistake(at_,
                   fmt::format("{} is part of a regular expression, which stands between slashes. Did you mean /{}/? "
                               "Words match in any case without it",
                               piece, piece),
                   at_ + piece.size());
  }

  Read phrase(std::size_t from, std::string_view open, std::string_view close) const {
    const std::size_t begin = from + open.size();
    const std::size_t end = text_.find(close, begin);
    if (end == std::string_view::npos)
      return mistake(from, fmt::format("this quote is never closed; end the phrase with {}", close), text_.size());
    const std::string_view content = text_.substr(begin, end - begin);
    const std::string_view trimmed = content.substr(0, content.find_last_not_of(" \t\r\n") + 1);
    if (const auto star = star_in(trimmed)) {
      return mistake(begin + *star,
                     "* stands in a phrase only at the end of the last word, for all words that begin so: \"export "
                     "sanction*\". For an open word before it write export* NEAR/0 sanction",
                     end + close.size());
    }
    if (!trimmed.ends_with('*')) return token(Token::Kind::phrase, end + close.size(), content);
    const std::string_view open_words = trimmed.substr(0, trimmed.size() - 1);
    const text::Words words = text::words(open_words);
    const bool opens_a_word = words.size() > 0 && words.list.back().end == open_words.size();
    if (!opens_a_word) return token(Token::Kind::phrase, end + close.size(), content);
    return token(Token::Kind::prefix, end + close.size(), open_words);
  }

  Read regex() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '/') end += text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size()) {
      const std::string_view piece = text_.substr(at_, text_.find_first_of(" \t\r\n()\"", at_) - at_);
      if (const auto number = number_in(piece.substr(1))) {
        return mistake(at_, no_operator(piece, fmt::format("NEAR/{}", *number)), at_ + piece.size());
      }
      return mistake(at_, "this regular expression is never closed; end it with /, and write \\/ for a / inside it",
                     text_.size());
    }
    const std::string_view pattern = text_.substr(at_ + 1, end - at_ - 1);
    std::size_t after = end + 1;
    while (after < text_.size() && is_identifier(text_[after])) ++after;
    const std::string_view flags = text_.substr(end + 1, after - end - 1);
    if (const std::size_t wrong = flags.find_first_not_of("is"); wrong != std::string_view::npos) {
      return mistake(end + 1 + wrong, no_flag(flags[wrong]), after);
    }
    Token made = token(Token::Kind::regex, after, pattern);
    made.flags = flags;
    return made;
  }

  Read entity() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_identifier(text_[end])) ++end;
    if (end == at_ + 1) return mistake(at_, "@ needs the id of an entity after it, as in @taiwan");
    return token(Token::Kind::entity, end, text_.substr(at_ + 1, end - at_ - 1));
  }

  /// =ROC and ="State Department"
  Read as_spelt() const {
    const std::size_t from = at_ + 1;
    const std::string_view rest = text_.substr(from);
    if (rest.empty() || after_space(from) != from || rest.front() == ')' || rest.front() == ',') {
      return mistake(at_, "= stands directly before a word or phrase that counts as it is spelt: =ROC", from);
    }
    if (rest.front() == '(') return mistake(at_, "for a group as spelt write exact:(ROC OR PLA)", from);
    if (rest.front() == '@') {
      return mistake(
          at_, "an entity says itself which of its names count as spelt (`exact` in the entity); leave out =", from);
    }
    if (rest.front() == '/') {
      return mistake(at_, "a regular expression counts capitals anyway; leave out =", from);
    }
    if (rest.front() == '=') {
      return mistake(at_, "one = is enough for a word as it is spelt: =ROC; nothing can be compared",
                     std::min(text_.size(), text_.find_first_not_of('=', from)));
    }
    Read made = tl::unexpected<Wrong>(Wrong{});
    if (rest.front() == '"') {
      made = phrase(from, "\"", "\"");
    } else if (rest.starts_with(kCurlyOpen)) {
      made = phrase(from, kCurlyOpen, kCurlyClose);
    } else {
      made = bare(from);
    }
    if (made) made->exact = true;
    return made;
  }

  /// A word, an operator or a field: all that stands until white space, a bracket or a quote.
  Read bare(std::size_t from) const {
    std::size_t end = from;
    while (end < text_.size()) {
      std::size_t next = end;
      const UChar32 character = text::next_code_point(text_, next);
      if (character == '(' || character == ')' || character == '"' || character == 0x201C || character == 0x201D) break;
      if (character == ',' && functions_ > 0) break;
      if (character >= 0 && u_isUWhiteSpace(character) != 0) break;
      if (character == 0xFF08 || character == 0xFF09) {
        return mistake(end, "a full-width bracket groups nothing; write ( or ), or put the text in quotes",
                       text_.size());
      }
      end = next;
    }
    if (end == from) return mistake(from, "this quote closes nothing; a phrase begins with \"");
    const std::string_view piece = text_.substr(from, end - from);
    if (auto wrong = comma_in(piece, from)) return tl::unexpected<Wrong>(std::move(*wrong));
    return from == at_ ? classified(piece) : spelt_word(piece, from);
  }

  /// Outside of functions 1,000 is a word, but a comma at its end was meant to separate; inside, only , separates.
  std::optional<Wrong> comma_in(std::string_view piece, std::size_t from) const {
    if (functions_ == 0 && text::words(piece).size() == 0) return std::nullopt;
    if (functions_ == 0 && (piece.ends_with(',') || piece.starts_with(','))) {
      const std::size_t comma = piece.ends_with(',') ? piece.size() - 1 : 0;
      return Wrong{.mistake = {.offset = from + comma,
                               .message = "a comma separates only inside the brackets of a function; write OR or AND "
                                          "between two terms"},
                   .resume = from + (comma == 0 ? 1 : piece.size())};
    }
    for (const std::string_view wide : kWideCommas) {
      const std::size_t at = piece.find(wide);
      const bool is_wrong =
          at != std::string_view::npos && (functions_ > 0 || at + wide.size() == piece.size() || at == 0);
      if (!is_wrong) continue;
      return Wrong{.mistake = {.offset = from + at,
                               .message = fmt::format("{} separates nothing; write {}, or put the text in quotes", wide,
                                                      functions_ > 0 ? "," : "OR between two terms")},
                   .resume = from + at + wide.size()};
    }
    return std::nullopt;
  }

  Read classified(std::string_view piece) const {
    const std::size_t end = at_ + piece.size();
    if (piece == "AND") return token(Token::Kind::op_and, end);
    if (piece == "OR") return token(Token::Kind::op_or, end);
    if (piece == "NOT") return token(Token::Kind::op_not, end);
    const std::string_view head = piece.substr(0, piece.find('/'));
    if (head == "NEAR") return distance(Token::Kind::op_near, head, piece);
    if (head == "BEFORE") return distance(Token::Kind::op_before, head, piece);
    if (piece == "SAME_SENTENCE") return function(Token::Kind::same_sentence, end, "SAME_SENTENCE(taiwan, talks)");
    if (piece == "AT_LEAST") return function(Token::Kind::at_least, end, "AT_LEAST(2, taiwan, drill, blockade)");
    if (piece == "COUNT") return function(Token::Kind::count, end, "COUNT(taiwan) >= 3");
    if (comparing_sign(piece) > 0 && piece.front() != '!' && text::words(piece).size() == 0) {
      return mistake(at_, fmt::format("{} compares nothing here; only a COUNT is compared: COUNT(taiwan) >= 3", piece),
                     end);
    }
    if (auto foreign = foreign_operator(piece)) return told(std::move(*foreign), at_, end);
    if (text_.substr(end).starts_with('(')) {
      if (const std::string_view meant = function_meant(piece); !meant.empty()) {
        return tl::unexpected<Wrong>(
            Wrong{.mistake = {.offset = at_,
                              .message = fmt::format("\"{}\" is no function. Did you mean \"{}(\"? To look for the "
                                                     "word itself, put it in quotes",
                                                     piece, meant)},
                  .resume = end,
                  .next_bracket = meant == "COUNT" ? Bracket::count : Bracket::function});
      }
    }
    if (auto foreign = foreign_sign(piece)) return told(std::move(*foreign), at_, end);
    if (const std::size_t colon = piece.find(':'); colon != std::string_view::npos) {
      return mistake(at_, no_field(piece.substr(0, colon)));
    }
    return word(piece, at_);
  }

  /// What stands behind = is a word, even where it is spelt like an operator.
  Read spelt_word(std::string_view piece, std::size_t from) const {
    if (auto foreign = foreign_sign(piece)) return told(std::move(*foreign), from, from + piece.size());
    if (const std::size_t colon = piece.find(':'); colon != std::string_view::npos) {
      return mistake(at_, fmt::format("= stands behind the field: {}=…, and a colon inside of a word in quotes",
                                      piece.substr(0, colon + 1)));
    }
    return word(piece, from);
  }

  Read word(std::string_view piece, std::size_t from) const {
    const std::size_t star = piece.find('*');
    if (star == std::string_view::npos) return token(Token::Kind::word, from + piece.size(), piece);
    if (star + 1 != piece.size()) {
      return mistake(from + star, "* stands only at the end of a word, for all words that begin so: sanction*");
    }
    return token(Token::Kind::prefix, from + piece.size(), piece.substr(0, star));
  }

  static Read told(Mistake foreign, std::size_t from, std::size_t resume) {
    return mistake(from + foreign.offset, std::move(foreign.message), resume);
  }

  Read distance(Token::Kind kind, std::string_view name, std::string_view piece) const {
    const auto number = piece.size() > name.size() ? number_in(piece.substr(name.size() + 1)) : std::nullopt;
    if (number && *number <= kFarthest) {
      Token made = token(kind, at_ + piece.size());
      made.number = *number;
      return made;
    }
    if (piece == name && text_.substr(at_ + piece.size()).starts_with('(')) {
      return tl::unexpected<Wrong>(Wrong{
          .mistake = {.offset = at_,
                      .message = fmt::format("{} is no function; it stands between two terms: a {}/5 b", name, name)},
          .resume = at_ + piece.size(),
          .next_bracket = Bracket::function});
    }
    return mistake(
        at_, fmt::format("{} needs the number of words that may stand between, 0 to {}: {}/5", name, kFarthest, name));
  }

  /// The name of a function, which brackets follow.
  Read function(Token::Kind kind, std::size_t end, std::string_view example) const {
    const std::size_t next = after_space(end);
    if (next < text_.size() && text_[next] == '(') return token(kind, end);
    const std::size_t group = text_.find_first_of("(\"", end);  // AT_LEAST 2 of (a, b): its commas are no mistakes
    const bool has_group = group != std::string_view::npos && text_[group] == '(';
    const std::string_view name = text_.substr(at_, end - at_);
    return tl::unexpected<Wrong>(Wrong{
        .mistake = {.offset = at_,
                    .message = fmt::format("{} needs brackets directly behind it: {}. To look for the word itself, "
                                           "put it in quotes",
                                           name, example)},
        .resume = has_group ? group : end,
        .next_bracket = has_group ? Bracket::function : Bracket::group});
  }

  /// What stands behind a COUNT's brackets.
  Read comparison() const {
    std::size_t sign_end = at_;
    while (const std::size_t length = comparing_sign(text_.substr(sign_end))) sign_end += length;
    const std::string_view sign = text_.substr(at_, sign_end - at_);
    const std::size_t begin = after_space(sign_end);
    std::size_t end = begin;
    while (end < text_.size() && text_[end] != '(' && text_[end] != ')' && text_[end] != ',' && after_space(end) == end)
      ++end;
    if (sign != ">" && sign != ">=") {
      return mistake(at_,
                     fmt::format("{} compares nothing here; COUNT takes >= or >: COUNT(a) >= 3, and for fewer NOT "
                                 "COUNT(a) >= 3",
                                 sign),
                     end);
    }
    const int least = sign == ">" ? 0 : 1;
    const auto number = number_in(text_.substr(begin, end - begin));
    if (!number || *number < least || *number > kMostTimes) {
      return mistake(
          at_, fmt::format("COUNT needs a number behind {}, {} to {}: COUNT(a) {} 3", sign, least, kMostTimes, sign),
          end);
    }
    Token made = token(Token::Kind::times, end);
    made.number = *number + (sign == ">" ? 1 : 0);
    return made;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Bracket> brackets_;  ///< open ones
  int functions_ = 0;              ///< how many of them are a function's
  Bracket next_bracket_ = Bracket::group;
  bool after_count_ = false;  ///< the last token closed a COUNT
};

}  // namespace

Tokens tokens(std::string_view text) {
  if (text.size() > kLongestExpression) {
    return {.list = {},
            .mistakes = {{.offset = kLongestExpression,
                          .message = fmt::format("the expression has {} bytes, the most is {}; make an entity of a "
                                                 "long list of names, or two rules",
                                                 text.size(), kLongestExpression)}}};
  }
  return Lexer(text).run();
}

}  // namespace tb::rules
