// Hostile and huge input: the answer stays right, and comes in bounded time and memory. Time is that of the thread, and
// is compared with that of half the text: a machine under load makes both slower. Where a bound is met, a sentence says
// so.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

/// As many pieces as fill some bytes.
std::string filled(std::string_view piece, std::size_t bytes) {
  return repeated(piece, bytes / piece.size());
}

Item with_body(std::string body) {
  return {.title = "x", .body = std::move(body)};
}

/// Seconds of this thread alone.
template <class Work>
double seconds_of(Work work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  };
  const double before = now();
  work();
  return now() - before;
}

double seconds_of_match(const RuleSet& set, const Item& item) {
  return seconds_of([&] { static_cast<void>(set.match(item)); });
}

/// The most memory that the program ever held, in bytes; of a sanitized one, which keeps what is freed, nothing.
std::size_t most_memory() {
#ifdef __SANITIZE_ADDRESS__
  return 0;
#else
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
#endif
}

/// A guard, not a measurement: what grows with the square of the text takes minutes or hours.
testing::AssertionResult ends_in_time(const RuleSet& set, const Item& item) {
  constexpr double kMostSeconds = 30;
  const double seconds = seconds_of_match(set, item);
  if (seconds <= kMostSeconds) return testing::AssertionSuccess();
  return testing::AssertionFailure() << seconds << " s";
}

RulePack many_rules(std::size_t count) {
  RulePack pack = a_pack_of({});
  pack.entities = some_entities();
  for (std::size_t i = 0; i < count; ++i) {
    pack.rules.push_back(
        {.id = fmt::format("r{}", i),
         .match = fmt::format("(@us NEAR/30 @china AND name{}) OR \"common phrase {}\" OR pre{}*", i, i, i)});
  }
  return pack;
}

TEST(Bounds, TenThousandRulesAnswerEachForItself) {
  const auto set = compiled({many_rules(10'000)});
  EXPECT_EQ(set->size(), 10'000U);
  const std::vector<Hit> hits = set->match(titled("A common phrase 7777; China, the US and name42"));
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].rule.id, "r42");
  EXPECT_EQ(hits[1].rule.id, "r7777");
}

TEST(Bounds, AMegabyteOfOneWord) {
  const auto set = compiled({a_pack("taiwan OR /t{5}z/ OR ttt*")});
  const std::vector<Hit> hits = set->match({.title = "x", .body = std::string(1 << 20, 't')});
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].evidence[0].end, std::size_t{1} << 20);
}

TEST(Bounds, AMegabyteOfOneTermManyTimes) {
  const auto set = compiled({a_pack("@us NEAR/5 taiwan")});
  EXPECT_TRUE(set->match({.title = {}, .body = repeated("US ", 350'000)}).empty());
  const std::vector<Hit> hits = set->match({.title = {}, .body = repeated("US ", 350'000) + "Taiwan"});
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].evidence.size(), 7U);
}

TEST(Bounds, AMegabyteOfAPhrasesFirstWord) {
  const auto set = compiled({a_pack("\"a a a a a a a a a a a a a a a b\"")});
  EXPECT_EQ(set->match({.title = {}, .body = repeated("a ", 500'000) + "b"}).size(), 1U);
}

struct TextRow {
  const char* name;
  const char* piece;
};

void PrintTo(const TextRow& row, std::ostream* out) {
  *out << row.name;
}

/// Ten megabytes of one thing, asked by rules of every construct.
class TenMegabytes : public testing::TestWithParam<TextRow> {
 protected:
  static std::shared_ptr<const RuleSet> set() {
    const std::vector<std::string> matches{
        "taiwan NEAR/5 @china",
        "(a AND NOT b) NEAR/1000 c",
        "a BEFORE/3 a",
        R"(/\$\d+(?:\.\d+)? (?:million|billion)[^.]{0,40}(?:arms|fighter|ships)/)",
        R"(/(?i)\barms? .{0,40}\$\d/)",
        "/t{5}z/",
        "exp* OR \"go on*\"",
        "SAME_SENTENCE(a, taiwan)",
        "SAME_SENTENCE(/a/, NOT one, zebra)",
        "COUNT(a OR sentence) >= 1000",
        "=Taiwan OR =\"United States\"",
        "AT_LEAST(2, 台湾, 대만, صين, 谈判)",
    };
    RulePack pack = a_pack_of({});
    pack.entities = some_entities();
    for (const std::string& match : matches) {
      pack.rules.push_back({.id = fmt::format("r{}", pack.rules.size()), .match = match});
    }
    pack.rules.push_back({.id = "weighed",
                          .score = Score{.threshold = 100,
                                         .terms = {{"a", 1}, {"@taiwan", 1}, {"one NEAR/2 sentence", 1}},
                                         .count = Score::Count::occurrences,
                                         .cap = 1000,
                                         .title_factor = 2}});
    return compiled({pack});
  }
};

TEST_P(TenMegabytes, AreReadInBoundedTimeAndMemory) {
  constexpr std::size_t kSize = 10 * kMebibyte;
  constexpr std::size_t kMemoryAByte = 100;  // a text of single letters is a word for every two bytes
  const auto rules = set();
  const std::size_t before = most_memory();
  EXPECT_TRUE(ends_in_time(*rules, with_body(filled(GetParam().piece, kSize))));
  EXPECT_LE(most_memory() - before, kSize * kMemoryAByte);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, TenMegabytes,
    testing::Values(TextRow{"English", "The minister said that Taiwan and the United States would talk about arms. "},
                    TextRow{"OneEndlessWord", "t"}, TextRow{"OneEndlessNumber", "7"}, TextRow{"OneLetterWords", "a "},
                    TextRow{"ChineseWithoutSpaces", "北京和台湾谈判"},
                    TextRow{"OneEndlessSentence", "one sentence goes on "}, TextRow{"ShortSentences", "Go a! "},
                    TextRow{"DotsBehindLetters", "a. "}, TextRow{"CombiningMarks", "\u0301"},
                    TextRow{"AccentsApart", "e\u0301"}, TextRow{"Prices", "$1 billion "},
                    TextRow{"KoreanParticles", "대만에서는 "}, TextRow{"ArabicParticles", "وبالصين "},
                    TextRow{"HebrewParticles", "ולארהב "}, TextRow{"Spaces", " "}, TextRow{"Signs", "-"},
                    TextRow{"Apostrophes", "a'"}, TextRow{"Dots", "a."}, TextRow{"SoftHyphens", "a\u00AD"},
                    TextRow{"LettersThatFoldLonger", "ﷺ"}, TextRow{"Flags", "🇹🇼"}, TextRow{"LineFeeds", "a\n"}),
    [](const auto& row) { return std::string(row.param.name); });

struct GrowthRow {
  const char* name;
  const char* match;
  const char* piece;
  std::size_t bytes;
};

void PrintTo(const GrowthRow& row, std::ostream* out) {
  *out << row.match << " in " << row.piece;
}

class ManyPlaces : public testing::TestWithParam<GrowthRow> {};

/// Each word once more in the title, so that no rule is passed over for a word that is not there.
TEST_P(ManyPlaces, EndInTime) {
  const auto set = compiled({a_pack(GetParam().match)});
  const auto item = [](std::size_t bytes) -> Item {
    return {.title = "zebra. Stop. Taiwan", .body = filled(GetParam().piece, bytes)};
  };
  EXPECT_TRUE(ends_in_time(*set, item(GetParam().bytes)));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, ManyPlaces,
    testing::Values(GrowthRow{"NearOfFrequentWords", "a NEAR/1000 b", "a b ", kMebibyte},
                    GrowthRow{"NearOfAWordWithItself", "a NEAR/1000 a", "a ", kMebibyte},
                    GrowthRow{"NearThatIsNever", "a NEAR/0 b", "a x b x ", 2 * kMebibyte},
                    GrowthRow{"BeforeInTheWrongOrder", "zebra BEFORE/5 a", "a ", 2 * kMebibyte},
                    GrowthRow{"NestedNear", "(a NEAR/10 b) NEAR/1000 (b NEAR/10 a)", "a b ", kMebibyte / 2},
                    GrowthRow{"NearOfManyAlternatives", "(a OR b OR c OR ab*) NEAR/9 (b OR /[abc]/)", "a b ab ",
                              kMebibyte / 2},
                    GrowthRow{"NearDistributed", "(a AND b AND NOT c) NEAR/5 (a AND NOT d)", "a b ", kMebibyte / 2},
                    GrowthRow{"NearOfRegexes", "/[a-m]/ NEAR/3 /[n-z]/", "ab", 4 * kMebibyte},
                    GrowthRow{"SentencesWithoutAll", "SAME_SENTENCE(a, zebra)", "Go a! ", 3'000'000},
                    GrowthRow{"SentencesWithAll", "SAME_SENTENCE(a, go, NOT zebra)", "Go a! ", 3'000'000},
                    GrowthRow{"SentencesOfRegexes", "SAME_SENTENCE(/a[xy]/, stop)", "Go ax! ", 400'000},
                    GrowthRow{"SentencesBesideNear", "SAME_SENTENCE(a, go) NEAR/5 zebra", "Go a! ", kMebibyte},
                    GrowthRow{"NearInSentences", "SAME_SENTENCE(a NEAR/2 zebra, go)", "Go a zebra no! ", kMebibyte},
                    GrowthRow{"CountOfAFrequentWord", "COUNT(a OR zebra) >= 1000", "a ", 2 * kMebibyte},
                    GrowthRow{"CountOfNear", "COUNT(a NEAR/3 b) >= 1000", "a b ", kMebibyte / 2},
                    GrowthRow{"CountOfRegexes", "COUNT(/[a-z]/) >= 1000", "abc", 4 * kMebibyte},
                    GrowthRow{"ARegexAtEveryByte", "/[a-z]/", "abc", 10 * kMebibyte},
                    GrowthRow{"ALiteralAtEveryByte", R"(/aaaa\d/ OR /aaaaaa\d/ OR /aaa\d/)", "a", 10 * kMebibyte},
                    GrowthRow{"ALiteralBesideLongRuns", R"(/\w+ bomb \w+/)",
                              "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx bomb ", 4 * kMebibyte},
                    GrowthRow{"AManyStateRegex", "/(?:a|b|ab){200}c/", "ab", kMebibyte / 8},
                    GrowthRow{"APhraseOfOneWord", "\"a a a a a a a a a a a a a a a b\"", "a ", kMebibyte},
                    GrowthRow{"AnExactPrefix", "=Zeb*", "Zebra zebra ", kMebibyte},
                    GrowthRow{"Members", "@us NEAR/3 @china OR @taiwan", "US China ", kMebibyte}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Bounds, AGreedyTailThatNeverComes) {
  // Each match reads to the end of the text to learn that there is no b.
  const auto set = compiled({a_pack("/a(?:.*b)?/")});
  EXPECT_LE(seconds_of_match(*set, with_body(std::string(200'000, 'a'))), 15);
}

TEST(Bounds, AChainOfNearsDoesNotAskEachLinkForAllBelow) {
  std::string match = "a";
  for (int i = 1; i < 50; ++i) match += " NEAR/1000 a";
  const auto set = compiled({a_pack(match)});
  const std::size_t before = most_memory();
  EXPECT_LE(seconds_of_match(*set, with_body(filled("a b ", 16'384))), 5);
  EXPECT_LE(most_memory() - before, 200 * kMebibyte);
}

TEST(Bounds, ALongChainOfNearsOverALongText) {
  std::string match = "a";
  for (int i = 1; i < 100; ++i) match += " NEAR/1000 a";
  const auto set = compiled({a_pack(match)});
  const std::size_t before = most_memory();
  EXPECT_LE(seconds_of_match(*set, with_body(filled("a b ", kMebibyte / 2))), 60);
  EXPECT_LE(most_memory() - before, 400 * kMebibyte);  // 100 rows of places, and what the text itself takes
}

TEST(Bounds, AChainOfNearsIsExplainedInTime) {
  std::string match = "a";
  for (int i = 1; i < 200; ++i) match += " NEAR/1000 a";
  const auto set = compiled({a_pack(match)});
  EXPECT_LE(seconds_of([&] { EXPECT_FALSE(set->explain("r", titled(repeated("a b ", 50)))->hit); }), 60);
}

RulePack of_a_large_entity(std::size_t names) {
  RulePack pack = a_pack_of({});
  Entity large{.id = "large"};
  for (std::size_t i = 0; i < names; ++i) large.names.push_back(fmt::format("name{} of{}", i, i % 7));
  pack.entities.push_back(std::move(large));
  return pack;
}

TEST(Bounds, FortyThousandNamesUsedByAHundredRules) {
  RulePack pack = of_a_large_entity(40'000);
  for (int i = 0; i < 100; ++i) {
    pack.rules.push_back({.id = fmt::format("r{}", i), .match = fmt::format("@large AND (word{} OR war)", i)});
  }
  pack.rules.push_back({.id = "near", .match = "@large NEAR/5 war"});
  pack.rules.push_back({.id = "count", .match = "COUNT(@large) >= 1000"});
  const std::size_t before = most_memory();
  const auto set = compiled({pack});
  std::string all;
  for (int i = 0; i < 40'000; ++i) all += fmt::format("name{} of{} war. ", i, i % 7);
  EXPECT_EQ(set->match(titled("name3 of3, word4")).size(), 1U);
  EXPECT_EQ(set->match(titled("name3 of4, word4")).size(), 0U);
  EXPECT_EQ(set->match(with_body(all)).size(), 102U);
  EXPECT_LE(most_memory() - before, 300 * kMebibyte);
}

TEST(Bounds, SentencesDoNotAskForEachNameOfAnEntity) {
  const Item item{.title = "name3 of3", .body = repeated("War is on! ", 5'000)};
  const auto cost = [&item](std::size_t names) {
    RulePack pack = of_a_large_entity(names);
    pack.rules.push_back({.id = "r", .match = "SAME_SENTENCE(@large, war)"});
    return seconds_of_match(*compiled({pack}), item);
  };
  EXPECT_LE(cost(40'000), 5 * std::max(cost(400), 0.05));
}

TEST(Bounds, AHundredThousandHits) {
  RulePack pack = a_pack_of({});
  for (int i = 0; i < 100'000; ++i) {
    pack.rules.push_back({.id = fmt::format("r{}", i), .match = fmt::format("a OR t{}", i)});
  }
  const std::size_t before = most_memory();
  const auto set = compiled({pack});
  const std::vector<Hit> hits = set->match(titled("a t77 a"));
  ASSERT_EQ(hits.size(), 100'000U);
  EXPECT_EQ(hits[0].evidence.size(), 2U);
  EXPECT_EQ(texts_of(hits[77].evidence), "a|t77|a");
  EXPECT_LE(most_memory() - before, 1024 * kMebibyte);
}

Item of_many(std::size_t values) {
  Item item = titled("x");
  for (std::size_t i = 0; i < values; ++i) {
    item.authors.push_back(fmt::format("Author X{}", i));
    item.categories.push_back(fmt::format("category {}", i));
    item.tags.push_back(fmt::format("t{}", i));
  }
  return item;
}

TEST(Bounds, TenThousandAuthorsAndTags) {
  const auto set =
      compiled({a_pack("author:x9999 AND tags:t9999 AND category:\"category 9999\" AND NOT author:x10000")});
  const std::vector<Hit> hits = set->match(of_many(10'000));
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].evidence[0].entry, 9999U);
  EXPECT_TRUE(set->match(of_many(9'999)).empty());
}

TEST(Bounds, ManyTagsOfManyRules) {
  RulePack pack = a_pack_of({});
  for (int i = 0; i < 500; ++i) {
    pack.rules.push_back({.id = fmt::format("r{}", i), .match = fmt::format("tags:t{} OR tags:/t{}$/", i, i)});
  }
  const auto set = compiled({pack});
  EXPECT_EQ(set->match(of_many(500)).size(), 500U);
  EXPECT_TRUE(ends_in_time(*set, of_many(2'000)));
}

TEST(Bounds, ManyAuthorsOfManyRegexes) {
  RulePack pack = a_pack_of({});
  for (int i = 0; i < 20; ++i)
    pack.rules.push_back({.id = fmt::format("r{}", i), .match = fmt::format("author:/y{}$/", i)});
  const auto set = compiled({pack});
  EXPECT_TRUE(ends_in_time(*set, of_many(8'000)));
}

TEST(Bounds, AScoreOfManyFrequentTerms) {
  RulePack pack = a_pack_of({});
  Score score{.threshold = 10, .terms = {}, .count = Score::Count::occurrences, .cap = 1000, .title_factor = 2};
  for (int i = 0; i < 100; ++i) score.terms.push_back({.expression = fmt::format("a OR t{}", i), .weight = 1});
  pack.rules.push_back({.id = "r", .score = score});
  const auto set = compiled({pack});
  EXPECT_TRUE(ends_in_time(*set, with_body(filled("a ", kMebibyte / 8))));
  EXPECT_EQ(set->match(with_body(filled("a ", 10'000))).at(0).score, 100'000) << "a thousand of each";
}

TEST(Bounds, APhraseOfAHundredWords) {
  const auto set = compiled({a_pack('"' + repeated("a ", 100) + '"')});
  EXPECT_TRUE(ends_in_time(*set, with_body(filled("a ", kMebibyte))));
}

struct BoundRow {
  const char* name;
  std::string match;
  const char* want;  ///< in the message
};

void PrintTo(const BoundRow& row, std::ostream* out) {
  *out << row.name;
}

class ABoundThatIsMet : public testing::TestWithParam<BoundRow> {};

TEST_P(ABoundThatIsMet, IsToldAtOnce) {
  const std::size_t before = most_memory();
  std::vector<Diagnostic> mistakes;
  const double seconds = seconds_of([&] { mistakes = mistakes_in({a_pack(GetParam().match)}); });
  ASSERT_FALSE(mistakes.empty());
  EXPECT_EQ(mistakes[0].pointer, "/rules/0/match");
  EXPECT_NE(mistakes[0].message.find(GetParam().want), std::string::npos) << mistakes[0].message;
  EXPECT_LE(mistakes[0].message.size(), 600U) << "a person reads it";
  EXPECT_LE(seconds, 10);
  EXPECT_LE(most_memory() - before, 300 * kMebibyte);
}

/// (w0 AND w1 …) of some words, with this between several of such.
std::string groups_of(std::size_t groups, std::size_t words, std::string_view between) {
  std::string match;
  for (std::size_t g = 0; g < groups; ++g) {
    match += g == 0 ? "(" : fmt::format(" {} (", between);
    for (std::size_t i = 0; i < words; ++i) match += fmt::format("{}w{}x{}", i == 0 ? "" : " AND ", g, i);
    match += ")";
  }
  return match;
}

constexpr const char* kTooManyParts =
    "this NEAR between ANDs grows to more than 100000 parts; make several rules of it";
constexpr const char* kTooLong = "bytes, the most is 65536; make an entity of a long list of names, or two rules";
constexpr const char* kTooDeep = "brackets and NOTs go more than 200 deep; make two rules of it";

INSTANTIATE_TEST_SUITE_P(
    Expressions, ABoundThatIsMet,
    testing::Values(
        BoundRow{"TenThousandBrackets", repeated("(", 10'000) + "a" + repeated(")", 10'000), kTooDeep},
        BoundRow{"TenThousandNots", repeated("NOT ", 10'000) + "a", kTooDeep},
        BoundRow{"TenThousandOpen", repeated("(", 10'000), kTooDeep},
        BoundRow{"TenThousandFunctions", repeated("COUNT(", 10'000), kTooDeep},
        BoundRow{"AMegabyteOfRegex", "/" + std::string(kMebibyte, 'a') + "/", kTooLong},
        BoundRow{
            "ALongRegex", "/" + std::string(5'000, 'a') + "/",
            "the regular expression has 5000 bytes, the most is 4096; words and entities take any number of names"},
        BoundRow{"APhraseOfHundreds", '"' + repeated("a ", 300) + '"',
                 "this phrase has 300 words, the most is 100; a part of it says as much"},
        BoundRow{"ARegexOfAMillionLetters", "/(x{1000}){1000}/", "this regular expression is wrong: "},
        BoundRow{"ARegexOfTwoMillionLetters", "/((x{100}){100}){200}/", "this regular expression is wrong: "},
        BoundRow{"ARegexThatTakesMemory", "/(?:\\pL{30}){30}(?:\\pN{30}){30}/", "this regular expression is wrong: "},
        BoundRow{"AnExpressionBeyondTheLongest", "a" + repeated(" OR a", 14'000), kTooLong},
        BoundRow{"AChainOfNears", "a" + repeated(" NEAR/1 a", 1'000),
                 "operators stand in one another more than 1000 deep; make two rules of it"},
        BoundRow{"NearBetweenHundreds", groups_of(2, 250, "NEAR/5"), kTooManyParts},
        BoundRow{"NearBetweenThousands", groups_of(2, 2'000, "NEAR/5"), kTooManyParts},
        BoundRow{"NearBetweenFive", groups_of(5, 20, "NEAR/5"), kTooManyParts},
        BoundRow{"BeforeBetweenSeven", groups_of(7, 8, "BEFORE/5"), kTooManyParts}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Bounds, TenThousandPartsAreAllowed) {
  EXPECT_EQ(compiled({a_pack(groups_of(2, 100, "NEAR/5"))})->size(), 1U);
}

TEST(Bounds, AnOrBesideAThousandAndsIsNotCopiedWithoutEnd) {
  std::string match = groups_of(1, 2'000, "") + " NEAR/5 (v";
  for (int i = 0; i < 2'000; ++i) match += fmt::format(" OR v{}", i);
  const std::size_t before = most_memory();
  static_cast<void>(compile({a_pack(match + ")")}));
  EXPECT_LE(most_memory() - before, 150 * kMebibyte);
}

TEST(Bounds, SixtyFourKibibytesOfOr) {
  std::string match = "t0";
  for (int i = 1; match.size() < 65'000; ++i) match += fmt::format(" OR t{}", i);
  const auto set = compiled({a_pack(match)});
  EXPECT_EQ(set->match(titled("t6999")).size(), 1U);
  EXPECT_EQ(set->match(titled("t69999")).size(), 0U);
}

TEST(Bounds, ARegexAsLongAsAllowed) {
  EXPECT_EQ(compiled({a_pack("/" + std::string(4'096, 'a') + "/")})->match(titled(std::string(5'000, 'a'))).size(), 1U);
}

TEST(Bounds, BytesThatAreNoUtf8) {
  const auto set = compiled({a_pack("taiwan AND /w.r/")});
  EXPECT_EQ(set->match(titled("\xff\xfeTaiwan\x80 war \xe5\x8f")).size(), 1U);
}

TEST(Bounds, AnyBytesAreReadWithoutHarm) {
  const auto set =
      compiled({a_pack(R"(taiwan NEAR/5 @china OR /(?i)war\w* .{0,9}pla/ OR "arms sale" OR 对台 OR صين* OR =PLA)")});
  std::mt19937 random(1);
  const auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random); };
  const std::vector<std::string> pieces{
      "war",      "pla",          " ", "\xE4", "\xF0\x9F",           "\x80",      "\xC8", "\u023A", "台",
      "\xD8\xB5", "\xEF\xB7\xBA", "'", "\xFF", std::string(1, '\0'), "대만에서는"};
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (std::size_t k = below(30); k > 0; --k) text += pieces[below(pieces.size())];
    const std::string_view shipped = text;
    for (const Hit& hit : set->match({.title = text, .authors = {text}})) {
      for (const Evidence& e : hit.evidence) ASSERT_EQ(e.text, shipped.substr(e.begin, e.end - e.begin));
    }
  }
}

TEST(Bounds, AnItemWithoutText) {
  EXPECT_TRUE(compiled({a_pack("taiwan OR /./")})->match({}).empty());
}

TEST(Bounds, AnExpressionOfManyTerms) {
  std::string match = "t0";
  for (int i = 1; i < 7'000; ++i) match += fmt::format(" OR t{}", i);
  EXPECT_EQ(compiled({a_pack(match)})->match(titled("t6999")).size(), 1U);
}

TEST(Bounds, BracketsAsDeepAsAllowed) {
  EXPECT_EQ(compiled({a_pack(repeated("(", 200) + "a" + repeated(")", 200))})->match(titled("a")).size(), 1U);
}

TEST(Threads, OneSetGivesAllOfThemTheSameAnswer) {
  const auto set = compiled({many_rules(200), a_pack_of({{.id = "regex", .match = "/(?i)n.me\\d+/"}})});
  const Item item = titled("US and China: name7, name8, common phrase 9, prefix pre10x");
  const std::vector<Hit> want = set->match(item);
  ASSERT_EQ(want.size(), 6U);
  std::vector<int> wrong(4);
  std::vector<std::jthread> threads;
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) wrong[t] += set->match(item) == want ? 0 : 1;
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

}  // namespace
}  // namespace tb::rules
