// The fast words and the plain ones agree on texts of every kind, and each word's shipped bytes are its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "plain_words.hpp"
#include "tenbells/text/next_code_point.hpp"
#include "tenbells/text/utf8.hpp"
#include "tenbells/text/words.hpp"

namespace tb::text {
namespace {

/// Of characters that lie side by side in news, and those that meet nowhere but make trouble where they do.
const std::array<std::u32string, 16> kAlphabets{
    U"abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 ",
    U"as ",
    U"a.b.C. '’s",
    U"lduqnsS'’`´′\"",
    U" .,-–—/()\n\t\0_“”…",
    U"éÅßłØœÞıİﬁ½Ǆẞſǰΐͅ",
    U"абвгйёїЯЖ. ",
    U"αβΣςΆ᾿",
    U"ابتثجحدوىئأإلا،ـ \u064B\u0651",
    U"אבגדהארהב\"'׳״”’\u05B0\u05BC ",
    U"中国台臺灣湾苧苎，。、「」㈱⾺葛",
    U"かがカタﾀﾞﾞー゙゚",
    U"한국은대만\u1112\u1161\u11AB\u11A8 ",
    U"हिन्दीไต้หวันကမ្ពុ",
    U"\u0301\u0316\u0308\u0306\u0345\u200B\u00AD\u200D\uFE0F\U000E0100\u3164",
    U"\U0001F600\U0001F1FA\U00020000\U0001D400ＡＢ１！",
};

class Texts {
 public:
  explicit Texts(unsigned seed) : random_(seed) {}

  std::string next() {
    std::string text(kPadding[upto(kPadding.size())], 'x');
    const std::array mix{upto(kAlphabets.size()), upto(kAlphabets.size()), upto(kAlphabets.size())};
    for (std::size_t count = upto(48); count > 0; --count) {
      const std::u32string& alphabet = kAlphabets[mix[upto(mix.size())]];
      switch (upto(64)) {
        case 0:
          text += static_cast<char>(upto(256));
          break;
        case 1:
          append_utf8(text, static_cast<char32_t>(upto(upto(2) == 0 ? 0x3000 : 0x20000)));
          break;
        case 2:
          text.append(upto(40), ' ');
          break;
        case 3:
          for (std::size_t marks = upto(40); marks > 0; --marks) append_utf8(text, kAlphabets[14][upto(6)]);
          break;
        default:
          append_utf8(text, alphabet[upto(alphabet.size())]);
      }
    }
    return text;
  }

  std::size_t upto(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

 private:
  static constexpr std::array<std::size_t, 12> kPadding{0, 0, 0, 0, 1, 14, 15, 30, 31, 47, 62, 63};

  std::mt19937 random_;
};

std::vector<PlainWord> list_of(const Words& words) {
  std::vector<PlainWord> list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words.list[i];
    list.push_back({.letters = std::string(words.text(i)),
                    .begin = word.begin,
                    .end = word.end,
                    .joined = word.joined,
                    .dotted = word.dotted});
  }
  return list;
}

Case case_of(int round) {
  return round % 4 == 3 ? Case::keep : Case::fold;
}

TEST(WordsProperty, TheFastWordsAreThePlainWords) {
  Texts texts(20260301);
  Words reused;
  for (int i = 0; i < 50'000; ++i) {
    const std::string shipped = texts.next();
    words(shipped, reused, case_of(i));
    ASSERT_EQ(list_of(reused), plain_words(shipped, case_of(i)))
        << "round " << i << ": " << testing::PrintToString(shipped);
  }
}

TEST(WordsProperty, TheFastFoldAndItsWayBackAreThePlainOnes) {
  Texts texts(20260302);
  for (int i = 0; i < 10'000; ++i) {
    const std::string shipped = texts.next();
    SCOPED_TRACE(testing::Message() << "round " << i << ": " << testing::PrintToString(shipped));
    const Folded folded = fold(shipped, case_of(i));
    std::string text;
    for (const PlainSign& sign : plain_fold(shipped, case_of(i))) {
      const std::size_t begin = text.size();
      append_utf8(text, sign.code);
      ASSERT_LE(text.size(), folded.text.size());
      ASSERT_EQ(folded.shipped_begin(begin), sign.begin);
      ASSERT_EQ(folded.shipped_end(text.size()), sign.end);
    }
    ASSERT_EQ(folded.text, text);
  }
}

TEST(WordsProperty, EveryCharacterAmongOthersGivesThePlainWords) {
  Words reused;
  for (char32_t code = 1; code < 0x20000; ++code) {
    std::string shipped = "ab";
    append_utf8(shipped, code);
    shipped += "c ";
    append_utf8(shipped, code);
    words(shipped, reused);
    ASSERT_EQ(list_of(reused), plain_words(shipped, Case::fold)) << "U+" << std::hex << static_cast<unsigned>(code);
  }
}

/// Offsets at which a character begins, or a byte that is none.
std::set<std::size_t> boundaries(std::string_view shipped) {
  std::set<std::size_t> all{0};
  for (std::size_t at = 0; at < shipped.size(); all.insert(at)) static_cast<void>(next_code_point(shipped, at));
  return all;
}

TEST(WordsProperty, TheShippedBytesOfAWordFoldToItsLetters) {
  Texts texts(20260303);
  for (int i = 0; i < 20'000; ++i) {
    const std::string shipped = texts.next();
    SCOPED_TRACE(testing::Message() << "round " << i << ": " << testing::PrintToString(shipped));
    const Words found = words(shipped);
    const std::set<std::size_t> ends = boundaries(shipped);
    std::size_t before = 0;
    for (std::size_t w = 0; w < found.size(); ++w) {
      const Word& word = found.list[w];
      ASSERT_LT(word.begin, word.end);
      ASSERT_LE(word.end, shipped.size());
      ASSERT_TRUE(ends.contains(word.begin) && ends.contains(word.end));
      ASSERT_GE(word.begin, before);  // two words may come of one character (㈱), so they may share its begin
      before = word.begin;
      // Of a character or cluster that became several words, and of an acronym cut from its next letter, the bytes
      // hold more than this word, or less than its surroundings.
      const Words again = words(std::string_view(shipped).substr(word.begin, word.end - word.begin));
      const bool is_shared = (w > 0 && found.list[w - 1].end > word.begin) ||
                             (w + 1 < found.size() && found.list[w + 1].begin < word.end) || again.size() != 1;
      if (is_shared) continue;
      ASSERT_EQ(again.text(0), found.text(w));
    }
  }
}

TEST(WordsProperty, SixteenBytesCanBeReadFromEveryWord) {
  for (const char* shipped : {"a", "U.S.", "x U.S.", "中", "Xi''an"}) {
    const Words found = words(shipped);
    for (const Word& word : found.list) EXPECT_LE(word.letters + Words::kReadable, found.letters.size()) << shipped;
  }
}

}  // namespace
}  // namespace tb::text
