// ICU finds where a sentence may end, and we take back the ends that are none. Its own filter for abbreviations
// (FilteredBreakIteratorBuilder) looks only at how the text ends, not where the word begins: with "O." among its
// English abbreviations, "NATO. Then" is one sentence to it.
#include "tenbells/text/sentences.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "folding.hpp"
#include "tenbells/text/next_code_point.hpp"

namespace tb::text {
namespace {

/// What is written with a dot in the middle of sentences: titles, months, companies. Sorted by bytes, capitals first.
constexpr std::array<std::string_view, 103> kAbbreviations{
    "Adm",   "Amb",  "Apr",    "Assoc", "Aug",  "Ave",  "Brig", "Bros",   "Capt", "Cdr",  "Cmdr", "Co",   "Col",
    "Comdr", "Corp", "Cpl",    "Cpt",   "Dec",  "Dept", "Dir",  "Dist",   "Div",  "Dr",   "Dra",  "Drs",  "Est",
    "Exec",  "Feb",  "Fr",     "Ft",    "Gen",  "Gens", "Gov",  "Govs",   "Hon",  "Hr",   "Inc",  "Insp", "Jan",
    "Jr",    "Jul",  "Jun",    "Lt",    "Ltd",  "Maj",  "Mar",  "Messrs", "Mfg",  "Mgr",  "Mlle", "Mme",  "Mr",
    "Mrs",   "Ms",   "Mt",     "Mx",    "Nov",  "Oct",  "Ofc",  "Pfc",    "Ph.D", "Pres", "Prof", "Pvt",  "Rep",
    "Reps",  "Rev",  "Rt",     "Sen",   "Sens", "Sep",  "Sept", "Sgt",    "Spc",  "Sr",   "Sra",  "Srta", "St",
    "Supt",  "Univ", "approx", "bzw",   "ca",   "cf",   "dept", "est",    "gen",  "incl", "pct",  "resp", "v",
    "vs",    "акад", "г",      "гг",    "ген",  "им",   "млн",  "млрд",   "проф", "см",   "тыс",  "ул"};
static_assert(std::ranges::is_sorted(kAbbreviations));

/// The same, but only before a number: "No. He left" is two sentences.
constexpr std::array<std::string_view, 14> kBeforeNumbers{"Art", "Ch", "Fig", "No", "Nos", "Nr", "Sec",
                                                          "Vol", "no", "nos", "p",  "pp",  "ст", "стр"};
static_assert(std::ranges::is_sorted(kBeforeNumbers));

constexpr int kLongestWord = 12;  // in characters; no abbreviation and few acronyms are longer

/// Text as ICU takes it. Looks at the bytes, owns none of them.
class Utf8Text {
 public:
  explicit Utf8Text(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text_, bytes.data(), static_cast<std::int64_t>(bytes.size()), &status);
  }
  Utf8Text(const Utf8Text&) = delete;
  Utf8Text& operator=(const Utf8Text&) = delete;
  ~Utf8Text() { utext_close(&text_); }

  UText* get() { return &text_; }

 private:
  UText text_ = UTEXT_INITIALIZER;
};

/// An iterator has a state, so each thread has one; making it from ICU's data takes a millisecond, a copy much less.
icu::BreakIterator& iterator_of_thread() {
  static const icu::BreakIterator* const prototype = [] {  // never freed: threads may outlive any order of ends
    UErrorCode status = U_ZERO_ERROR;
    const icu::BreakIterator* made = icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status);
    if (U_FAILURE(status) || made == nullptr) {
      std::fprintf(stderr, "sentences: ICU came without its rules for sentences (%s)\n", u_errorName(status));
      std::abort();
    }
    return made;
  }();
  thread_local const std::unique_ptr<icu::BreakIterator> copy(prototype->clone());
  return *copy;
}

/// The text before a possible end, looked at backwards.
class Backwards {
 public:
  Backwards(std::string_view text, std::size_t end) : text_(text), at_(end) {}

  [[nodiscard]] std::size_t at() const { return at_; }

  /// The character before; U+FFFF at the beginning of the text.
  [[nodiscard]] UChar32 peek() const {
    std::size_t at = at_;
    return previous(at);
  }
  void step() { previous(at_); }

 private:
  UChar32 previous(std::size_t& at) const {
    if (at == 0) return 0xFFFF;
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    auto index = static_cast<std::int32_t>(at);
    UChar32 character = 0;
    U8_PREV_OR_FFFD(bytes, 0, index, character);
    at = static_cast<std::size_t>(index);
    return character;
  }

  std::string_view text_;
  std::size_t at_;
};

bool is_space(UChar32 character) {
  return character == ' ' || character == '\t' || character == 0xA0 || character == 0x202F;
}

/// The letters before the dot that a possible sentence ends with, and the dots inside; empty if it ends otherwise, or
/// with a word that is too long.
std::string_view word_before_dot(std::string_view text, std::size_t end) {
  Backwards look(text, end);
  for (int spaces = 0; is_space(look.peek()); ++spaces) {
    if (spaces == kLongestWord) return {};
    look.step();
  }
  if (look.peek() != '.') return {};
  look.step();
  const std::size_t dot = look.at();
  for (int length = 0; u_isalnum(look.peek()) != 0 || look.peek() == '.'; ++length) {
    if (length == kLongestWord) return {};
    look.step();
  }
  return text.substr(look.at(), dot - look.at());
}

/// J, U.S, В.В: capitals with dots between.
bool is_initials(std::string_view word) {
  bool letter_is_next = true;
  for (std::size_t at = 0; at < word.size();) {
    const UChar32 character = next_code_point(word, at);
    if (letter_is_next ? u_isupper(character) == 0 : character != '.') return false;
    letter_is_next = !letter_is_next;
  }
  return !word.empty() && !letter_is_next;
}

bool is_taken_back(std::string_view text, std::size_t end) {
  const std::string_view word = word_before_dot(text, end);
  if (word.empty()) return false;
  if (is_initials(word) || std::ranges::binary_search(kAbbreviations, word)) return true;
  const bool number_follows = end < text.size() && text[end] >= '0' && text[end] <= '9';
  return number_follows && std::ranges::binary_search(kBeforeNumbers, word);
}

}  // namespace

std::vector<std::uint32_t> sentence_ends(std::string_view shipped) {
  shipped = shipped.substr(0, kLongestText - 1);  // ICU's offsets have a sign
  if (shipped.empty()) return {};
  Utf8Text text(shipped);
  icu::BreakIterator& iterator = iterator_of_thread();
  UErrorCode status = U_ZERO_ERROR;
  iterator.setText(text.get(), status);
  std::vector<std::uint32_t> ends;
  for (std::int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
    if (!is_taken_back(shipped, static_cast<std::size_t>(end))) ends.push_back(static_cast<std::uint32_t>(end));
  }
  if (ends.empty() || ends.back() != shipped.size()) ends.push_back(static_cast<std::uint32_t>(shipped.size()));
  return ends;
}

}  // namespace tb::text
