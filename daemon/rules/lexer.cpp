// A text is cut at white space, brackets and quotes; what a piece is shows in its first character or its form. Every
// construct that other search languages have and this one has not gets its own advice here.
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

#include "tenbells/core/nearest.hpp"
#include "tenbells/text/next_code_point.hpp"
#include "tenbells/text/words.hpp"
#include "term.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kLongestExpression = std::size_t{64} << 10;
constexpr int kFarthest = 1000;  // words; a story rarely has more, and "anywhere in the item" is AND

constexpr std::string_view kCurlyOpen = "“";
constexpr std::string_view kCurlyClose = "”";

struct Unknown {
  std::string_view name;
  std::string_view advice;
};

constexpr std::array kNotYet{
    Unknown{"BEFORE", "there is no order of words yet; NEAR/n takes both orders"},
    Unknown{"AT_LEAST", "there is no counting yet; write the combinations with AND and OR"},
    Unknown{"SAME_SENTENCE", "there are no sentences yet; NEAR/20 comes close"},
    Unknown{"COUNT", "there is no counting yet"},
};

constexpr std::array kNoField{
    Unknown{"lang", "rules cannot ask for the language yet; words of that language do it"},
    Unknown{"author", "rules look only at title, summary and body"},
    Unknown{"category", "rules look only at title, summary and body"},
    Unknown{"source", "rules look only at title, summary and body"},
    Unknown{"tags", "rules look only at title, summary and body"},
    Unknown{"link", "rules look only at title, summary and body"},
};

// What other search languages do with signs. Taken as part of a word they would be dropped, and the rule would ring for
// the opposite of what was meant.
struct Sign {
  char sign;
  enum class Where : std::uint8_t { first, anywhere, last } where;
  std::string_view advice;
};

constexpr std::array kForeign{
    Sign{'-', Sign::Where::first, "to forbid a term write NOT before it"},
    Sign{'!', Sign::Where::first, "to forbid a term write NOT before it"},
    Sign{'+', Sign::Where::first, "to demand a term put AND before it"},
    Sign{'~', Sign::Where::anywhere, "for words near one another write a NEAR/5 b, for other spellings an OR of them"},
    Sign{'^', Sign::Where::anywhere, "terms have no weights"},
    Sign{'<', Sign::Where::anywhere, "nothing can be compared"},
    Sign{'>', Sign::Where::anywhere, "nothing can be compared"},
    Sign{'=', Sign::Where::anywhere, "nothing can be compared; a field is written title:word"},
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

bool is_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

constexpr std::size_t kMostMistakes = 10;  // of one expression; more are one misunderstanding

/// A mistake, and where the next token may begin.
struct Wrong {
  Mistake mistake;
  std::optional<std::size_t> resume;  ///< absent: at the next blank, bracket or quote
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
      skip_space();
      Read token = next();
      if (token) {
        at_ = token->place.end;
        found.list.push_back(std::move(*token));
        if (found.list.back().kind == Token::Kind::end) break;
      } else {
        at_ = token.error().resume.value_or(
            std::min(text_.size(), text_.find_first_of(" \t\r\n()\"", token.error().mistake.offset + 1)));
        found.mistakes.push_back(std::move(token.error().mistake));
      }
    }
    return found;
  }

 private:
  void skip_space() {
    while (at_ < text_.size()) {
      std::size_t next = at_;
      const UChar32 character = text::next_code_point(text_, next);
      if (character < 0 || u_isUWhiteSpace(character) == 0) return;
      at_ = next;
    }
  }

  Token token(Token::Kind kind, std::size_t end, std::string_view content = {}) const {
    return {.kind = kind, .place = {.begin = at_, .end = end}, .content = std::string(content)};
  }

  Read next() const {
    if (at_ == text_.size()) return token(Token::Kind::end, at_);
    const std::string_view rest = text_.substr(at_);
    switch (rest.front()) {
      case '(':
        return token(Token::Kind::open, at_ + 1);
      case ')':
        return token(Token::Kind::close, at_ + 1);
      case '"':
        return phrase("\"", "\"");
      case '/':
        return regex();
      case '@':
        return entity();
      default:
        break;
    }
    if (rest.starts_with(kCurlyOpen)) return phrase(kCurlyOpen, kCurlyClose);
    return bare();
  }

  Read phrase(std::string_view open, std::string_view close) const {
    const std::size_t begin = at_ + open.size();
    const std::size_t end = text_.find(close, begin);
    if (end == std::string_view::npos)
      return mistake(at_, fmt::format("this quote is never closed; end the phrase with {}", close), text_.size());
    const std::string_view content = text_.substr(begin, end - begin);
    if (const auto star = star_in(content)) {
      return mistake(begin + *star,
                     "* means nothing in a phrase; a prefix is one word outside of quotes: sanction*. For two words "
                     "write export NEAR/0 sanction*",
                     end + close.size());
    }
    return token(Token::Kind::phrase, end + close.size(), content);
  }

  Read regex() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '/') end += text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size()) {
      return mistake(at_, "this regular expression is never closed; end it with /, and write \\/ for a / inside it",
                     text_.size());
    }
    const std::string_view pattern = text_.substr(at_ + 1, end - at_ - 1);
    std::size_t after = end + 1;
    while (after < text_.size() && is_identifier(text_[after])) ++after;
    const std::string_view flags = text_.substr(end + 1, after - end - 1);
    if (const std::size_t wrong = flags.find_first_not_of("is"); wrong != std::string_view::npos) {
      return mistake(end + 1 + wrong,
                     fmt::format("\"{}\" is no flag of a regular expression; there are i (any case) and "
                                 "s (. matches line ends too)",
                                 flags[wrong]),
                     after);
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

  /// A word, an operator or a field: all that stands until white space, a bracket or a quote.
  Read bare() const {
    std::size_t end = at_;
    while (end < text_.size()) {
      std::size_t next = end;
      const UChar32 character = text::next_code_point(text_, next);
      if (character == '(' || character == ')' || character == '"' || character == 0x201C || character == 0x201D) break;
      if (character >= 0 && u_isUWhiteSpace(character) != 0) break;
      if (character == 0xFF08 || character == 0xFF09) {
        return mistake(end, "a full-width bracket groups nothing; write ( or ), or put the text in quotes",
                       text_.size());
      }
      end = next;
    }
    if (end == at_) return mistake(at_, "this quote closes nothing; a phrase begins with \"");
    return classified(text_.substr(at_, end - at_));
  }

  Read classified(std::string_view piece) const {
    const std::size_t end = at_ + piece.size();
    if (piece == "AND") return token(Token::Kind::op_and, end);
    if (piece == "OR") return token(Token::Kind::op_or, end);
    if (piece == "NOT") return token(Token::Kind::op_not, end);
    const std::string_view head = piece.substr(0, piece.find('/'));
    if (head == "NEAR") return near(piece);
    for (const Unknown& unknown : kNotYet) {
      if (head == unknown.name) {
        return mistake(at_,
                       fmt::format("{} is not part of the rule language: {}. To look for the word, put it in quotes",
                                   unknown.name, unknown.advice));
      }
    }
    if (auto foreign = foreign_sign(piece)) return mistake(foreign->offset, std::move(foreign->message), end);
    if (const std::size_t colon = piece.find(':'); colon != std::string_view::npos)
      return field(piece.substr(0, colon));
    if (const std::size_t star = piece.find('*'); star != std::string_view::npos) return prefix(piece, star);
    return token(Token::Kind::word, end, piece);
  }

  /// A sign alone is left to the parser, which knows what stands beside it.
  std::optional<Mistake> foreign_sign(std::string_view piece) const {
    if (text::words(piece).size() == 0) return std::nullopt;
    for (const Sign& sign : kForeign) {
      const auto at = use_of(sign, piece);
      if (!at) continue;
      return Mistake{.offset = at_ + *at,
                     .message = fmt::format("{} is not part of the rule language: {}. To look for the text as it "
                                            "stands, put it in quotes",
                                            sign.sign, sign.advice)};
    }
    return std::nullopt;
  }

  Read near(std::string_view piece) const {
    constexpr std::string_view kName = "NEAR/";
    int distance = -1;
    if (piece.starts_with(kName) && piece.size() > kName.size() && piece[kName.size()] != '-') {
      const char* last = piece.data() + piece.size();
      const auto [end, error] = std::from_chars(piece.data() + kName.size(), last, distance);
      if (error != std::errc() || end != last) distance = -1;
    }
    if (distance < 0 || distance > kFarthest) {
      return mistake(at_,
                     fmt::format("NEAR needs the number of words that may stand between, 0 to {}: NEAR/5", kFarthest));
    }
    Token made = token(Token::Kind::op_near, at_ + piece.size());
    made.distance = distance;
    return made;
  }

  Read field(std::string_view name) const {
    for (const Field known : kFields) {
      if (name != to_string(known)) continue;
      Token made = token(Token::Kind::field, at_ + name.size() + 1);
      made.field = known;
      return made;
    }
    std::string advice;
    for (const Unknown& unknown : kNoField) {
      if (name == unknown.name) advice = fmt::format(": {}", unknown.advice);
    }
    if (advice.empty()) advice = " (title, summary, body)." + did_you_mean(name, {"title", "summary", "body"});
    return mistake(at_, fmt::format("\"{}\" is no field{}{} To look for the text itself, put it in quotes", name,
                                    advice, advice.back() == '.' || advice.back() == '?' ? "" : "."));
  }

  Read prefix(std::string_view piece, std::size_t star) const {
    if (star + 1 != piece.size()) {
      return mistake(at_ + star, "* stands only at the end of a word, for all words that begin so: sanction*");
    }
    return token(Token::Kind::prefix, at_ + piece.size(), piece.substr(0, star));
  }

  std::string_view text_;
  std::size_t at_ = 0;
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
