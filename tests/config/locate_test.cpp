// locate: an offset into a rule's text becomes the line and column where it was written, however YAML wrote it.
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

struct Row {
  std::string name;
  std::string match;  // as written after `match: `, the wanted place marked by ^ before it
  std::string at;     // the text in the value that the mistake is about
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class LocatedMistake : public testing::TestWithParam<Row> {};

struct Marked {
  std::string text;
  int line = 1;
  int column = 1;
};

// Takes the ^ out and says where it stood.
Marked marked(const std::string& written) {
  Marked out;
  const std::size_t mark = written.find('^');
  out.text = written.substr(0, mark) + written.substr(mark + 1);
  for (const char c : written.substr(0, mark)) {
    if (c == '\n') {
      ++out.line;
      out.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++out.column;
    }
  }
  return out;
}

TEST_P(LocatedMistake, InARulePointsAtItsTruePlace) {
  const AFolder folder;
  const Marked want = marked("rules:\n  - id: a\n    match: " + GetParam().match + "\n    title: b\n");
  const auto file = folder.write("p.yaml", want.text);
  const auto packs = load_packs({file});
  ASSERT_TRUE(packs) << folder.mistakes(packs);
  const std::string& value = packs->at(0).rules.at(0).match;
  const std::size_t offset = GetParam().at.empty() ? value.size() : value.find(GetParam().at);
  ASSERT_NE(offset, std::string::npos) << value;
  const auto found = locate({{.file = file.string(), .pointer = "/rules/0/match", .offset = offset, .message = "m"}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(std::pair(found[0].line, found[0].column), std::pair(want.line, want.column)) << to_string(found[0]);
}

INSTANTIATE_TEST_SUITE_P(
    Styles, LocatedMistake,
    testing::Values(Row{"Plain", "taiwan AND ^drills", "drills"},
                    Row{"PlainOverLines", "taiwan\n      AND\n      ^drills", "drills"},
                    Row{"PlainWithWideLetters", "台湾 AND ^解放军", "解放军"}, Row{"PlainAtItsEnd", "taiwan AND^", ""},
                    Row{"PlainWithAComment", "taiwan AND ^drills   # note", "drills"},
                    Row{"SingleQuotes", "'taiwan AND ^drills'", "drills"},
                    Row{"SingleQuotesWithOneInside", "'people''s AND ^drills'", "drills"},
                    Row{"SingleQuotesOverLines", "'taiwan\n\n      AND ^drills'", "drills"},
                    Row{"DoubleQuotes", "\"taiwan AND ^drills\"", "drills"},
                    Row{"DoubleQuotesWithEscapes", R"("\"pla\" AND \u53f0\x41\t\n\\ ^drills")", "drills"},
                    Row{"DoubleQuotesAtAnEscape", R"("pla AND ^\u53f0\u6e7e")", "台湾"},
                    Row{"DoubleQuotesWithAnEscapedLineEnd", "\"taiwan \\\n      AND ^drills\"", "drills"},
                    Row{"DoubleQuotesWithUnicodeBlanks", R"("a\L\P ^drills")", "drills"},
                    Row{"DoubleQuotesWithAnAstralEscape", R"("\U0001F514 ^drills")", "drills"},
                    Row{"Literal", "|\n      taiwan\n      AND ^drills", "drills"},
                    Row{"LiteralWithDeeperIndentation", "|\n      taiwan\n          AND ^drills", "drills"},
                    Row{"LiteralWithIndicators", "|2-   # note\n        taiwan\n        ^drills", "drills"},
                    Row{"Folded", ">\n      taiwan\n      AND ^drills", "drills"},
                    Row{"FoldedStripped", ">-\n      taiwan\n      AND ^drills", "drills"},
                    Row{"FoldedWithEmptyLines", ">\n\n      taiwan\n\n\n      AND ^drills", "drills"},
                    Row{"FoldedWithMoreIndentation", ">\n      taiwan\n        AND\n      ^drills", "drills"},
                    Row{"FoldedAtItsEnd", ">\n      taiwan\n      AND^", ""},
                    Row{"FoldedAtABlank", ">\n      taiwan^\n      AND drills", " AND"},
                    Row{"WithAnAnchor", "&m taiwan AND ^drills", "drills"},
                    Row{"WithATag", "!!str taiwan AND ^drills", "drills"},
                    Row{"WithAnAnchorBeforeABlock", "&m >\n      taiwan AND\n      ^drills", "drills"}),
    [](const auto& row) { return row.param.name; });

TEST(Locate, OfWindowsLinesIsTheSame) {
  const AFolder folder;
  const auto file =
      folder.write("p.yaml", "rules:\r\n  - id: a\r\n    match: >\r\n      taiwan\r\n      AND drills\r\n");
  const std::string value = load_packs({file}).value().at(0).rules.at(0).match;
  const auto found =
      locate({{.file = file.string(), .pointer = "/rules/0/match", .offset = value.find("drills"), .message = "m"}});
  EXPECT_EQ(std::pair(found.at(0).line, found.at(0).column), std::pair(5, 11));
}

TEST(Locate, ShowsTheLineWithACaret) {
  const AFolder folder;
  const auto file = folder.write("p.yaml", "rules:\n  - id: a\n    match: 台湾 AND (\n");
  const auto found = locate({{.file = file.string(), .pointer = "/rules/0/match", .offset = 11, .message = "m"}});
  EXPECT_EQ(folder.without_path(to_string(found.at(0))),
            "p.yaml:3:19: m\n"
            "      match: 台湾 AND (\n"
            "                      ^");
}

struct PointerRow {
  std::string name;
  std::string pointer;
  int line;
  int column;
  friend std::ostream& operator<<(std::ostream& out, const PointerRow& row) { return out << row.name; }
};

class Pointer : public testing::TestWithParam<PointerRow> {};

TEST_P(Pointer, LeadsToItsValue) {
  const AFolder folder;
  const auto file = folder.write("p.yaml", R"(entities:
  taiwan: [Taiwan, Taipei]
  a/b~c: {names: [x], exact: [X, Y]}
rules:
  - id: a
    match: x
    tests:
      - hit: y
)");
  const auto found = locate({{.file = file.string(), .pointer = GetParam().pointer, .message = "m"}});
  EXPECT_EQ(std::pair(found.at(0).line, found.at(0).column), std::pair(GetParam().line, GetParam().column));
}

INSTANTIATE_TEST_SUITE_P(Kinds, Pointer,
                         testing::Values(PointerRow{"Top", "", 1, 1}, PointerRow{"Id", "/rules/0/id", 5, 9},
                                         PointerRow{"Rule", "/rules/0", 5, 5},
                                         PointerRow{"Test", "/rules/0/tests/0/hit", 8, 14},
                                         PointerRow{"NameOfTheShortForm", "/entities/taiwan/names/1", 2, 20},
                                         PointerRow{"ExactName", "/entities/a~1b~0c/exact/1", 3, 34},
                                         PointerRow{"KeyThatIsMissing", "/rules/0/title", 5, 5},
                                         PointerRow{"RuleThatIsMissing", "/rules/9/match", 5, 3},
                                         PointerRow{"IndexThatIsNone", "/rules/x", 5, 3}),
                         [](const auto& row) { return row.param.name; });

TEST(Locate, OfATermOfAScorePointsIntoItsExpression) {
  const AFolder folder;
  const std::string file =
      folder.write("p.yaml", "rules:\n  - id: a\n    score: {terms: {x: 1, 'say \"no': 2, 'a/b': 3}}\n").string();
  const auto place = [&](const char* pointer, std::size_t offset) {
    const auto found = locate({{.file = file, .pointer = pointer, .offset = offset, .message = "m"}});
    return std::pair(found.at(0).line, found.at(0).column);
  };
  EXPECT_EQ(place("/rules/0/score/terms/say \"no", 4), std::pair(3, 32));
  EXPECT_EQ(place("/rules/0/score/terms/a~1b", 0), std::pair(3, 42));
}

TEST(Locate, OfAnExclusionThatComesFromTheDefaultsPointsThere) {
  const AFolder folder;
  const std::string file = folder
                               .write("p.yaml",
                                      "defaults: {exclude: [sport, quiz]}\n"
                                      "rules:\n  - {id: a, exclude: [sport, weather]}\n  - {id: b}\n")
                               .string();
  const auto place = [&](const char* pointer) {
    const auto found = locate({{.file = file, .pointer = pointer, .message = "m"}});
    return std::pair(found.at(0).line, found.at(0).column);
  };
  EXPECT_EQ(place("/rules/0/exclude/1"), std::pair(3, 30));
  EXPECT_EQ(place("/rules/0/exclude/2"), std::pair(1, 29));
  EXPECT_EQ(place("/rules/1/exclude/0"), std::pair(1, 22));
  EXPECT_EQ(place("/rules/1/exclude/1"), std::pair(1, 29));
}

TEST(Locate, SortsByFileAsNamedThenLineThenColumn) {
  const AFolder folder;
  const std::string b = folder.write("b.yaml", "rules: [{id: a, match: x y}]\n").string();
  const std::string a = folder.write("a.yaml", "rules: [{id: a, match: x y}]\n").string();
  const auto found = locate({{.file = b, .pointer = "/rules/0/match", .offset = 2, .message = "3"},
                             {.file = a, .pointer = "/rules/0/id", .message = "4"},
                             {.file = b, .pointer = "/rules/0/match", .offset = 0, .message = "2"},
                             {.file = b, .pointer = "/rules/0/id", .message = "1"}});
  std::string order;
  for (const Diagnostic& each : found) order += each.message;
  EXPECT_EQ(order, "1234");
}

TEST(Locate, OfSomethingDefinedTwiceSaysWhereItWasFirst) {
  const AFolder folder;
  const std::string a =
      folder.write("a.yaml", "entities:\n  taiwan:\n    names: [Taiwan]\nrules:\n  - id: r\n").string();
  const std::string b = folder.write("b.yaml", "entities:\n  taiwan: [Taiwan]\nrules:\n  - id: r\n").string();
  const auto found = locate(
      {{.file = b, .pointer = "/entities/taiwan", .message = "e", .first = rules::Elsewhere{a, "/entities/taiwan"}},
       {.file = b, .pointer = "/rules/0/id", .message = "r", .first = rules::Elsewhere{a, "/rules/0/id"}},
       {.file = b,
        .pointer = "/rules/0/id",
        .message = "x",
        .first = rules::Elsewhere{"/nope/c.yaml", "/rules/0/id"}}});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(folder.without_path(found[0].message), "e (first in a.yaml:2)");
  EXPECT_EQ(folder.without_path(found[1].message), "r (first in a.yaml:5)");
  EXPECT_EQ(found[2].message, "x (first in /nope/c.yaml)");
}

TEST(Locate, OfAFileThatIsGoneStillSaysWhatIsWrong) {
  const auto found = locate({{.file = "/nope/p.yaml", .pointer = "/rules/0", .message = "m"}});
  EXPECT_EQ(to_string(found.at(0)), "/nope/p.yaml: m");
}

}  // namespace
}  // namespace tb::config
