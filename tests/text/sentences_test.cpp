// Where a sentence ends, and where it only looks so.
#include "tenbells/text/sentences.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace tb::text {
namespace {

std::string cut(std::string_view text) {
  std::string all;
  std::size_t begin = 0;
  for (const std::uint32_t end : sentence_ends(text)) {
    all += std::string(text.substr(begin, end - begin)) + "|";
    begin = end;
  }
  return all;
}

struct SentencesCase {
  const char* name;
  const char* sentences;  ///< with | behind each
};

class SentencesOf : public testing::TestWithParam<SentencesCase> {};

TEST_P(SentencesOf, AreThese) {
  std::string text = GetParam().sentences;
  std::erase(text, '|');
  EXPECT_EQ(cut(text), GetParam().sentences);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, SentencesOf,
    testing::Values(
        SentencesCase{"None", ""}, SentencesCase{"One", "Talks resume|"}, SentencesCase{"OneWithDot", "Talks resume.|"},
        SentencesCase{"Two", "Talks resume. |China is silent.|"},
        SentencesCase{"QuestionAndExclamation", "Really? |Yes! |He said so.|"},
        SentencesCase{"QuoteThatCloses", "“They agreed.” |Then he left.|"},
        SentencesCase{"GoesOnSmall", "Talks at approx. four end early.|"},
        SentencesCase{"LineFeed", "Talks resume\n|China is silent|"},
        SentencesCase{"LineFeedBehindAnAbbreviation", "Signed by the Gen.\n|Li left|"},
        SentencesCase{"DecimalPoint", "It rose by 3.5 per cent. |Oil fell.|"},
        SentencesCase{"DotInside", "See x.com for more. |Then leave.|"},
        SentencesCase{"Titles", "Gen. Li met Adm. Paparo and Lt. Col. Smith. |Sen. Jones and Dr. Wu left.|"},
        SentencesCase{"MoreTitles", "Maj. Roe, Sgt. Poe, Capt. Doe, Rep. Coe, Gov. Bo, Pres. Xi, Prof. Yu.|"},
        SentencesCase{"Civil", "Mr. Smith, Mrs. Jones and Ms. Lee of St. Louis met.|"},
        SentencesCase{"Companies", "Acme Inc. Europe, Foo Corp. Asia, Bar Ltd. China and Baz Co. Japan merge. |Good.|"},
        SentencesCase{"DottedAcronyms", "The U.S. Army, the U.K. Navy and the U.N. Secretariat met.|"},
        SentencesCase{"Initials", "J. K. Rowling met George W. Bush. |They spoke.|"},
        SentencesCase{"RussianInitials", "Это В. В. Путин. |Он ушел.|"},
        SentencesCase{"Months", "On Jan. 5 and Feb. 6, or Sept. Monday, they met.|"},
        SentencesCase{"Versus", "Japan vs. China ended early. |Good.|"},
        SentencesCase{"NumberSign", "Reactor No. 5 Alpha is off. |Good.|"},
        SentencesCase{"NoAsAnAnswer", "No. |He left.|"},
        SentencesCase{"WordThatEndsLikeAnAbbreviation", "He left NATO. |Then he spoke in Oregon. |Casino. |Yes.|"},
        SentencesCase{"AbbreviationBehindAQuote", "“Gen. Li is here.” |He spoke.|"},
        SentencesCase{"Chinese", "他说好。|他走了。|真的？|"},
        SentencesCase{"Japanese", "会談が終わった。|次は東京だ。|"}, SentencesCase{"Hindi", "चीन ने कहा। |भारत ने सुना।|"},
        SentencesCase{"Arabic", "هل وصل؟ |نعم وصل. |انتهى.|"},
        SentencesCase{"Korean", "대만은 말했다. |중국은 조용했다.|"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SentenceEnds, OfBytesThatAreNoUtf8AreStillRisingAndWhole) {
  const std::string text = "war\xff\xfe talks. Then\xe4\xb8 x. \x80. Y";
  std::uint32_t before = 0;
  for (const std::uint32_t end : sentence_ends(text)) {
    EXPECT_GT(end, before);
    before = end;
  }
  EXPECT_EQ(before, text.size());
}

TEST(SentenceEnds, OfTenMegabytesAreFoundInLinearTime) {
  constexpr std::size_t kSize = 10'000'000;
  for (const std::string_view part : {"word word ", "a. a. a. ", "A. ", "Mr. ", ". ", " ", ".", "\xff"}) {
    std::string text;
    while (text.size() < kSize) text += part;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(sentence_ends(text).back(), text.size()) << part;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << part;
  }
}

TEST(SentenceEnds, AreTheSameOnEveryThread) {
  const std::string text = "Gen. Li spoke. Then he left.\nThe U.S. Army did not.";
  const std::vector<std::uint32_t> want = sentence_ends(text);
  std::vector<std::vector<std::uint32_t>> found(8);
  std::vector<std::thread> threads;
  for (auto& ends : found) {
    threads.emplace_back([&ends, &text] {
      for (int i = 0; i < 100; ++i) ends = sentence_ends(text);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& ends : found) EXPECT_EQ(ends, want);
}

}  // namespace
}  // namespace tb::text
