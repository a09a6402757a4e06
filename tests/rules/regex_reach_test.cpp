// Where regular expressions match: whatever the matcher skips by literals, grams and reach, its evidence is what RE2
// finds in the whole text. Asked of random expressions that share literals, over texts made to lie at the borders: runs
// of 39, 40 and 41 word characters, letters whose other case is longer, literals in literals.
#include "rules/regex_reach.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

/// Regular expressions and texts of the same few words.
class RandomRegexes {
 public:
  explicit RandomRegexes(unsigned seed) : random_(seed) {}

  /// Other words, so that the next expressions meet in the next texts.
  void turn_over() {
    static const std::vector<std::string> all{
        "war",    "warwar", "task",     "kiss", "Sks",   "KSK",     "taiwan",  "bomb",         "{,1}",
        "straße", "élysée", "миру",     "МИРУ", "İran",  "台湾",    "台湾人",  "ΣΑΣ",          "million",
        "aaaa",   "aaa",    "aaaaaaaa", "1000", "x-ray", "a\u212A", "i\u017F", "\u212Ai\u017F"};
    words_.clear();
    for (std::size_t i = 0; i < 4; ++i) words_.push_back(pick(all));
  }

  struct Written {
    std::string pattern;
    std::string flags;

    [[nodiscard]] std::string rule() const { return "/" + pattern + "/" + flags; }
  };

  Written regex() {
    static const std::vector<std::string> flags{"", "", "i", "i", "s", "is"};
    static const std::vector<std::string> begin{"", "", "", "", "^", "\\b", "(?i)", "(?m)^", "(?U)"};
    static const std::vector<std::string> end{"", "", "", "", "$", "\\b", "(?m)$"};
    Written one{.pattern = pick(begin), .flags = pick(flags)};
    const std::size_t before = below(3);
    for (std::size_t i = 0; i < before; ++i) one.pattern += part(0);
    one.pattern += quoted(pick(words_));
    const std::size_t behind = below(4);
    for (std::size_t i = 0; i < behind; ++i) one.pattern += part(0);
    one.pattern += pick(end);
    return one;
  }

  std::string text() {
    std::string text;
    const std::size_t pieces = 1 + below(10);
    for (std::size_t i = 0; i < pieces; ++i) text += piece();
    return text;
  }

 private:
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  const std::string& pick(const std::vector<std::string>& of) { return of[below(of.size())]; }

  static std::string quoted(const std::string& word) {
    std::string pattern;
    for (const char c : word) {
      if (std::string_view("{}.+*?()[]|^$\\/-").find(c) != std::string_view::npos) pattern += '\\';
      pattern += c;
    }
    return pattern;
  }

  std::string atom(int depth) {
    static const std::vector<std::string> classes{"\\w",  "\\d",   "\\s",  "\\W",  "\\S",   "\\D",
                                                  ".",    "[a-z]", "[^.]", "[sk]", "[台é]", "[^a-z ]",
                                                  "[]a]", "\\.",   "\\-",  "é",    "s"};
    switch (below(depth > 1 ? 2 : 4)) {
      case 0:
        return quoted(pick(words_));
      case 1:
        return pick(classes);
      case 2: {
        static const std::vector<std::string> opened{"(", "(?:", "(?i:", "(?s:", "(?-i:"};
        return pick(opened) + part(depth + 1) + "|" + part(depth + 1) + ")";
      }
      default:
        return "(?:" + part(depth + 1) + part(depth + 1) + ")";
    }
  }

  std::string part(int depth) {
    static const std::vector<std::string> times{"",       "",     "",   "?",     "{2}",   "{1,3}", "{0,9}",
                                                "{0,40}", "{,1}", "??", "{2,}?", "{39,}", "{0}"};
    static const std::vector<std::string> endless{"\\w+",    "\\s+",    "\\d+", "\\w*", "\\s*",         "\\w+?",
                                                  "\\s{2,}", "\\d{3,}", "\\b",  "\\B",  "\\w+\\s+\\w+", "\\s*\\w+\\s*"};
    return below(3) == 0 ? pick(endless) : atom(depth) + pick(times);
  }

  std::string cased(std::string word) {
    switch (below(5)) {
      case 0:
        std::ranges::transform(word, word.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
        return word;
      case 1: {
        std::string other;  // the letters that fold to ASCII and are longer
        for (const char c : word) {
          if (c == 'k' || c == 'K') {
            other += "\u212A";
          } else if (c == 's' || c == 'S') {
            other += "\u017F";
          } else {
            other += c;
          }
        }
        return other;
      }
      default:
        return word;
    }
  }

  std::string piece() {
    static const std::vector<std::string> between{" ",      " ",  ". ",  "\n", "-", "é",    "ß",      "\u212A",
                                                  "\u017F", "台", "Мир", "1",  "s", "{,1}", "\u1E9E", "\u023A",
                                                  "\u0130", "\t", ",",   "a",  "…", "😀"};
    static const std::vector<std::string> of_runs{"x", "7", "a", "é", "_", "s", "k"};
    switch (below(9)) {
      case 0: {
        const std::string& letter = pick(of_runs);
        const std::size_t size = letter.size() == 1 ? 39 + below(3) : 19 + below(3);
        std::string run;
        for (std::size_t i = 0; i < size; ++i) run += letter;
        return run;
      }
      case 1:
        return std::string(7 + below(3), below(3) == 0 ? '\n' : ' ');
      case 2:
      case 3:
      case 4:
        return pick(between);
      case 5: {
        std::string dense;
        const std::string& word = pick(words_);
        for (std::size_t i = 1 + below(12); i > 0; --i) dense += word;
        return dense;
      }
      default:
        return cased(pick(words_));
    }
  }

  std::mt19937 random_;
  std::vector<std::string> words_;
};

constexpr std::size_t kMostEvidence = 32;

/// Every match in a text, from the left, without overlap; what stands before the place where the search goes on counts
/// for \b and ^ (RE2::FindAndConsume would forget it).
std::vector<std::string> matches_by_re2(const re2::RE2& machine, const std::string& text) {
  std::vector<std::string> found;
  re2::StringPiece match;
  for (std::size_t from = 0; from < text.size(); from = static_cast<std::size_t>(match.end() - text.data())) {
    if (!machine.Match(text, from, text.size(), re2::RE2::UNANCHORED, &match, 1) || match.empty()) break;
    found.push_back(fmt::format("{}+{}", match.data() - text.data(), match.size()));
  }
  return found;
}

std::vector<std::string> matches_by_us(const std::vector<Hit>& hits, const std::string& rule) {
  std::vector<std::string> found;
  const auto hit = std::ranges::find(hits, rule, [](const Hit& h) { return h.rule.id; });
  if (hit == hits.end()) return found;
  for (const Evidence& e : hit->evidence) found.push_back(fmt::format("{}+{}", e.begin, e.end - e.begin));
  return found;
}

std::unique_ptr<re2::RE2> machine_of(const RandomRegexes::Written& regex) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(regex.flags.find('i') == std::string::npos);
  options.set_dot_nl(regex.flags.find('s') != std::string::npos);
  return std::make_unique<re2::RE2>(regex.pattern, options);
}

/// Expressions of one set that compile together, and RE2's own of each.
struct Round {
  std::vector<RandomRegexes::Written> regexes;
  std::vector<std::unique_ptr<re2::RE2>> machines;
  std::shared_ptr<const RuleSet> set;
};

Round a_round(RandomRegexes& random, std::size_t regexes) {
  Round round;
  RulePack pack = a_pack_of({});
  random.turn_over();
  while (round.regexes.size() < regexes) {
    RandomRegexes::Written regex = random.regex();
    RulePack alone = a_pack_of({{.id = fmt::format("r{}", round.regexes.size()), .match = regex.rule()}});
    if (!compile({alone})) continue;
    pack.rules.push_back(alone.rules[0]);
    round.machines.push_back(machine_of(regex));
    round.regexes.push_back(std::move(regex));
  }
  WordFrequency frequency;
  for (int i = 0; i < 300; ++i) frequency.observe(titled(random.text()));
  round.set = compile({pack}, OwnTests::refuse_failing, frequency).value();
  return round;
}

constexpr std::size_t kRounds = 140;
constexpr std::size_t kRegexesARound = 20;
constexpr std::size_t kTextsARound = 40;  // 112,000 pairs in all

TEST(RegexReach, TheMatcherFindsWhatRe2FindsInTheWholeText) {
  RandomRegexes random(2718 + static_cast<unsigned>(GTEST_FLAG_GET(random_seed)));
  std::size_t matches_seen = 0;
  for (std::size_t i = 0; i < kRounds; ++i) {
    const Round round = a_round(random, kRegexesARound);
    for (std::size_t k = 0; k < kTextsARound; ++k) {
      const std::string text = random.text();
      const std::vector<Hit> hits = round.set->match({.title = {}, .body = text});
      for (std::size_t r = 0; r < kRegexesARound; ++r) {
        std::vector<std::string> want = matches_by_re2(*round.machines[r], text);
        if (want.size() > kMostEvidence) want.resize(kMostEvidence);
        matches_seen += want.size();
        ASSERT_EQ(matches_by_us(hits, fmt::format("r{}", r)), want)
            << round.regexes[r].rule() << "\non: " << testing::PrintToString(text);
      }
    }
  }
  EXPECT_GT(matches_seen, kRounds * kRegexesARound * kTextsARound / 10) << "the texts no longer fit the expressions";
}

TEST(RegexReach, AMatchIsNoLongerWhereNoRunIsLong) {
  RandomRegexes random(31415 + static_cast<unsigned>(GTEST_FLAG_GET(random_seed)));
  std::size_t asked = 0;
  for (std::size_t i = 0; i < 20'000; ++i) {
    if (i % 100 == 0) random.turn_over();
    const RandomRegexes::Written regex = random.regex();
    const std::unique_ptr<re2::RE2> machine = machine_of(regex);
    const auto reach = reach_of(regex.pattern, regex.flags, Width::any);
    if (!machine->ok() || !reach) continue;
    for (int k = 0; k < 5; ++k) {
      const std::string text = random.text();
      if (reach->has_runs && has_long_run(text)) continue;
      re2::StringPiece match;
      if (!machine->Match(text, 0, text.size(), re2::RE2::UNANCHORED, &match, 1)) continue;
      ++asked;
      ASSERT_LE(match.size(), reach->bytes) << regex.rule() << "\non: " << testing::PrintToString(text);
    }
  }
  EXPECT_GT(asked, 2'000U) << "hardly a match was measured";
}

struct ReachRow {
  const char* name;
  const char* pattern;
  const char* flags;
  int want;  ///< bytes; kUnknown: no bound
  bool has_runs = false;
};

constexpr int kUnknown = -1;

void PrintTo(const ReachRow& row, std::ostream* out) {
  *out << '/' << row.pattern << '/' << row.flags;
}

class ReachOf : public testing::TestWithParam<ReachRow> {};

TEST_P(ReachOf, IsAtLeastTheLongestMatch) {
  const auto reach = reach_of(GetParam().pattern, GetParam().flags, Width::any);
  ASSERT_EQ(reach ? static_cast<int>(reach->bytes) : kUnknown, GetParam().want);
  EXPECT_EQ(reach && reach->has_runs, GetParam().has_runs);
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, ReachOf,
    testing::Values(
        ReachRow{"ALiteral", "bomb", "", 4}, ReachRow{"AnyCaseMayBeLonger", "task", "i", 16},
        ReachRow{"AnyCaseOfWordCharacters", "\\w{3}x", "i", 16}, ReachRow{"AnyCaseInTheMiddle", "ta(?i)sk", "", 16},
        ReachRow{"TwoBytesALetter", "мир", "", 6}, ReachRow{"TheLongestAlternative", "a|bb|ccc", "", 3},
        ReachRow{"AGroupRepeated", "(?:ab){3}", "", 6}, ReachRow{"AnyCharacterIsFourBytes", "a.{0,40}b", "", 162},
        ReachRow{"AWordHasABound", "a\\w+", "", 41, true}, ReachRow{"SpacesHaveABound", "a\\s*b", "", 10, true},
        ReachRow{"NothingIsNothing", "\\ba\\b$", "", 1}, ReachRow{"EndlessIsNot", "a.*b", "", kUnknown},
        ReachRow{"AGroupWithoutEnd", "(?:ab)+", "", kUnknown}, ReachRow{"ALargeCount", "[ab]{1000}", "", kUnknown},
        ReachRow{"ALengthBeyondUse", "(?:a{900}){2}", "", 1800}, ReachRow{"WhatIsNotKnown", "\\pLx", "", kUnknown},
        ReachRow{"ANamedGroup", "(?P<x>a)", "", kUnknown}, ReachRow{"ANamedClass", "[[:alpha:]]x", "", kUnknown},
        ReachRow{"ABraceThatCountsNothing", "\\d{,1}bomb", "", kUnknown}),
    [](const auto& row) { return std::string(row.param.name); });

struct PartsRow {
  const char* name;
  const char* pattern;
  std::vector<std::string> want;  ///< each with its bytes; a literal quoted, what may be missing with a question mark
};

void PrintTo(const PartsRow& row, std::ostream* out) {
  *out << '/' << row.pattern << '/';
}

class PartsOf : public testing::TestWithParam<PartsRow> {};

TEST_P(PartsOf, StandOneBehindTheOther) {
  const std::string_view pattern = GetParam().pattern;
  std::vector<std::string> got;
  for (const PatternPart& part : parts_of(pattern, "", Width::ascii)) {
    const std::string written(pattern.substr(part.begin, part.end - part.begin));
    got.push_back(
        fmt::format("{}{} {}", part.is_literal ? '"' + written + '"' : written, part.is_needed ? "" : "?", part.bytes));
  }
  EXPECT_EQ(got, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, PartsOf,
    testing::Values(PartsRow{"ALiteral", "bomb", {"\"bomb\" 4"}},
                    PartsRow{"LettersThatAreRepeatedAreNoLiteral", "war{3}x", {"\"wa\" 2", "r{3} 3", "\"x\" 1"}},
                    PartsRow{"ABorderIsAPartOfNothing", "a\\bb", {"\"a\" 1", "\\b 0", "\"b\" 1"}},
                    PartsRow{"WhatMayBeMissing",
                             "ab?\\w*?(?:de){0,2}f{2}",
                             {"\"a\" 1", "b?? 1", "\\w*?? 40", "(?:de){0,2}? 4", "f{2} 2"}},
                    PartsRow{"AlternativesAreOne", "abc|de", {"abc|de 3"}},
                    PartsRow{"AlternativesInAGroup", "(?:abc|de)f", {"(?:abc|de) 3", "\"f\" 1"}},
                    PartsRow{"WhatHasNoReachHasNoParts", "ab.*c", {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(HasLongRun, BeginsAtFortyWordCharactersAndEightSpaces) {
  for (const std::size_t before : {0, 1, 38, 39, 40, 41, 79}) {
    SCOPED_TRACE(before);
    std::string dots(before, '.');
    EXPECT_FALSE(has_long_run(dots + std::string(39, 'x') + "."));
    EXPECT_TRUE(has_long_run(dots + std::string(40, 'x') + "."));
    EXPECT_TRUE(has_long_run(dots + std::string(40, '7')));
    EXPECT_FALSE(has_long_run(dots + std::string(7, ' ') + "x"));
    EXPECT_TRUE(has_long_run(dots + std::string(8, '\n') + "x"));
  }
  EXPECT_TRUE(has_long_run("éééééééééééééééééééé")) << "a byte that is not ASCII may be of a word in any case";
  EXPECT_FALSE(has_long_run(""));
}

}  // namespace
}  // namespace tb::rules
