// YAML that means harm or is none: refused with a place and a reason, in bounded time and memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

struct Row {
  std::string name;
  std::string bytes;
  std::string want;  // the beginning of the first message
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class HostileYaml : public testing::TestWithParam<Row> {};

TEST_P(HostileYaml, IsRefused) {
  const AFolder folder;
  const auto file = folder.write("c.yaml", GetParam().bytes);
  EXPECT_THAT(folder.mistakes(load(file, plain_environment())), testing::StartsWith(GetParam().want));
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// Nine levels of nine: 387,420,489 values out of half a kilobyte.
std::string alias_bomb() {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string name = "*a" + std::to_string(i - 1);
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(name + ", ", 8) + name + "]\n";
  }
  return yaml;
}

std::string alias_ladder() {
  std::string yaml = "a0: &a0 [x]\n";
  for (int i = 1; i < 80; ++i) {
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  }
  return yaml;
}

std::vector<Row> rows() {
  using namespace std::string_literals;
  return {
      {"Empty", "", "c.yaml:1:1: the file is empty"},
      {"CommentAlone", "# nothing\n", "c.yaml:1:1: the file is empty"},
      {"DocumentOfNothing", "---\n", "c.yaml:2:1: nothing stands where a configuration belongs"},
      {"TextAlone", "hello\n", "c.yaml:1:1: text stands where a configuration belongs"},
      {"ListAlone", "- a\n", "c.yaml:1:1: a list stands where a configuration belongs"},
      {"TwoDocuments", "log: {level: info}\n---\nlog: {level: info}\n", "c.yaml:2:1: a second document begins here"},
      {"AliasBomb", alias_bomb(),
       "c.yaml:7:15: the file holds more than 2000000 values (every use of an alias counts)"},
      {"AliasLadder", alias_ladder(), "c.yaml:63:12: this is nested deeper than 64 levels"},
      {"AliasInsideItself", "a: &a [*a]\n", "c.yaml:1:8: this alias stands inside what it names"},
      {"AliasOfNothing", "a: *nope\n", "c.yaml:1:4: this is no YAML: this alias names no anchor"},
      {"DeepLists", "a: " + repeated("[", 200) + repeated("]", 200),
       "c.yaml:1:67: this is nested deeper than 64 levels"},
      {"DeepListsWithoutEnd", repeated("[", 100'000), "c.yaml:1:33: this is nested deeper than 64 levels"},
      {"DeepMaps", repeated("{a: ", 100'000), "c.yaml:1:253: this is nested deeper than 64 levels"},
      {"DeepBlockLists", repeated("- ", 10'000), "c.yaml:1:129: this is nested deeper than 64 levels"},
      {"DeepKeys", repeated("? ", 10'000), "c.yaml:1:129: this is nested deeper than 64 levels"},
      {"TooManyValues", "[&a [" + repeated("x,", 210'000) + "], " + repeated("*a, ", 10) + "]",
       "c.yaml:1:420037: the file holds more than 2000000 values"},
      {"TooLarge", std::string(17 * 1024 * 1024, '#'), "c.yaml: it is larger than 16777216 bytes"},
      {"Nul", "log: {level: \0info}\n"s, "c.yaml:1:14: there is a control character (0x00)"},
      {"EndOfTransmission", "log:\n  level: \x04info\n", "c.yaml:2:10: there is a control character (0x04)"},
      {"EscapeSequence", "# \x1b[31m\n", "c.yaml:1:3: there is a control character (0x1b)"},
      {"BinaryBytes", "log: \xfe\xff\n", "c.yaml:1:6: the bytes here are no UTF-8"},
      {"CutCodePoint", "log: \xe5\x8f", "c.yaml:1:6: the bytes here are no UTF-8"},
      {"OverlongForm", "log: \xc0\xaf\n", "c.yaml:1:6: the bytes here are no UTF-8"},
      {"Surrogate", "log: \xed\xa0\x80\n", "c.yaml:1:6: the bytes here are no UTF-8"},
      {"Utf16", "\xff\xfel\0o\0g\0"s, "c.yaml:1:1: the bytes here are no UTF-8"},
      {"TabIndentation", "log:\n\tlevel: info\n", "c.yaml:2:"},
      {"QuoteNeverClosed", "log: {level: \"info}\n",
       "c.yaml:1:14: this is no YAML: the quote opened here is never closed"},
      {"BlockQuoteNeverClosed", "log:\n  level: \"info\n",
       "c.yaml:2:10: this is no YAML: the quote opened here is never closed"},
      {"BraceNeverClosed", "log: {level: info\n",
       "c.yaml:2:1: this is no YAML: the map opened with `{` is never closed"},
      {"BracketNeverClosed", "rules: [a, b\n", "c.yaml:2:1: this is no YAML: the list opened with `[` is never closed"},
      {"SecondColon", "a: b: c\n", "c.yaml:1:5: this is no YAML: a second `: `"},
      {"TextAfterAQuote", "rules:\n  - match: \"arms sale\" AND taiwan\n",
       "c.yaml:2:24: this is no YAML: text goes on behind a closing quote: put the whole value in '…', or into a line "
       "of its own below `match: >`"},
      {"TextAfterAQuoteWithAColon", "rules:\n  - match: \"arms sale\" AND title:taiwan\n    id: x\n",
       "c.yaml:2:24: this is no YAML: text goes on behind a closing quote: put the whole value in '…', or into a line "
       "of its own below `match: >`"},
      {"TextAfterASingleQuote", "rules:\n  - match: '@us' AND taiwan\n    id: a\n",
       "c.yaml:2:18: this is no YAML: text goes on behind a closing quote: put the whole value in '…', or into a line "
       "of its own below `match: >`"},
      {"TextAfterAQuoteInAFlow", "rules: [{id: a, match: \"arms sale\" AND b}]\n",
       "c.yaml:1:36: this is no YAML: text goes on behind a closing quote: put the whole value in '…', or into a line "
       "of its own below `match: >`"},
      {"TextAfterAQuoteOnTheNextLine", "a: \"x\"\n  AND b\n",
       "c.yaml:2:3: this is no YAML: a line is indented unlike its neighbours"},
      {"TextAfterAQuotedKey", "\"a\" b: c\n",
       "c.yaml:1:5: this is no YAML: text goes on behind a closing quote: put the whole value in '…', or into a line "
       "of its own below `match: >`"},
      {"BlankMissingAfterAColon", "sources:\n  - feed:https://example.org/f\n    every: 5m\n",
       "c.yaml:2:5: this is no YAML: one text goes on from here into line 3. Is a blank missing after the colon? Write "
       "`feed: …`"},
      {"BlankMissingAtTheTop", "log:info\nhttp: {redirects: 5}\n",
       "c.yaml:1:1: this is no YAML: one text goes on from here into line 2. Is a blank missing after the colon? Write "
       "`log: …`"},
      {"BlankMissingInAMap", "http:\n  redirects: 5\n  body_limit:5MiB\n  ca_file: x\n",
       "c.yaml:3:3: this is no YAML: one text goes on from here into line 4. Is a blank missing after the colon? Write "
       "`body_limit: …`"},
      {"TextOverLinesThenAColon", "a: one\n  two\n  three: four\n",
       "c.yaml:1:4: this is no YAML: one text goes on from here to the `: ` in line 3: quote it, or check the "
       "indentation"},
      {"UnevenIndentation", "log:\n    level: info\n  x: y\n", "c.yaml:3:"},
      {"ReservedCharacter", "a: @b\n", "c.yaml:1:4: this is no YAML: this character begins nothing"},
      {"UnknownEscape", "a: \"\\q\"\n", "c.yaml:1:"},
  };
}

INSTANTIATE_TEST_SUITE_P(Files, HostileYaml, testing::ValuesIn(rows()), [](const auto& row) { return row.param.name; });

TEST(OddYaml, WithAByteOrderMarkCountsItsColumnsWithout) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_text(folder, "\xEF\xBB\xBFlogg: 1")),
            "c.yaml:1:1: logg: there is no such key. Did you mean `log`?");
}

TEST(OddYaml, OfWindowsHasTheSameLines) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_text(folder, "# one\r\n\r\nhttp:\r\n  redirects: 99\r\n")),
            "c.yaml:4:14: http.redirects: 99 is out of range: write 0 to 20");
}

TEST(OddYaml, CountsColumnsInCodePoints) {
  const AFolder folder;
  EXPECT_EQ(
      folder.mistakes(load_text(folder, "sources: [{feed: https://example.org/f, tags: [台湾, 解放军], evry: 1m}]")),
      "c.yaml:1:58: sources[0].evry: there is no such key. Did you mean `every`?");
}

TEST(OddYaml, OfOneDocumentMayMarkItsStartAndEnd) {
  const AFolder folder;
  folder.write("pack.yaml", kGoodPack);
  const auto file = folder.write("c.yaml", "---\nsources: [{feed: https://example.org/f}]\nrules: [pack.yaml]\n...\n");
  const auto loaded = load(file, plain_environment());
  EXPECT_TRUE(loaded) << folder.mistakes(loaded);
}

TEST(OddYaml, ShowsLineEndsOfAValueAsEscapes) {
  const AFolder folder;
  EXPECT_EQ(
      folder.mistakes(load_text(folder, "log: {level: \"in\\tfo\\n\"}")),
      "c.yaml:1:14: log.level: \"in\\x09fo\\n\" is no log level (debug, info, warning, error). Did you mean \"info\"?");
}

TEST(OddYaml, MayNotMakeAControlCharacterByAnEscape) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_text(folder, "sinks: {s: {slack: \"https://example.org/a\\0b\"}}")),
            "c.yaml:1:42: this escape stands for a character that no option can hold: remove it");
}

TEST(OddYaml, ShowsALongValueCut) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_text(folder, "log: {level: " + std::string(1000, 'x') + "}")),
            "c.yaml:1:14: log.level: \"" + std::string(60, 'x') + "…\" is no log level (debug, info, warning, error).");
}

}  // namespace
}  // namespace tb::config
