// The packs that documents show: they load, compile, and their own tests pass, so that no page tells a tale.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "config/a_folder.hpp"
#include "config/compiling.hpp"
#include "tenbells/rules/lints.hpp"

namespace tb::config {
namespace {

namespace fs = std::filesystem;

const fs::path kDocs = fs::path(TB_SOURCE_DIR) / "docs";

std::string content_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

struct Block {
  std::string name;  // what the rest of its opening line says
  std::string text;
};

// The page's blocks of one kind: those that begin with ```kind and a name.
std::vector<Block> blocks_of(const std::string& page, const std::string& kind) {
  const std::string open = "```" + kind + " ";
  std::vector<Block> blocks;
  for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
    at += open.size();
    const std::size_t line = page.find('\n', at);
    const std::size_t close = page.find("\n```", line);
    blocks.push_back({.name = page.substr(at, line - at), .text = page.substr(line + 1, close - line)});
    at = close;
  }
  return blocks;
}

// A page, and beside it the lists that it shows.
class DocumentedPage {
 public:
  explicit DocumentedPage(const std::string& name) : page_(content_of(kDocs / (name + ".md"))) {
    for (const char* kind : {"csv", "json"}) {
      for (const auto& [file, text] : blocks_of(page_, kind)) folder_.write(file, text);
    }
  }

  std::vector<Block> packs() const { return blocks_of(page_, "yaml"); }

  Checked<std::vector<rules::RulePack>> load(const Block& pack) const {
    return load_packs({folder_.write("pack.yaml", pack.text)});
  }

  const AFolder& folder() const { return folder_; }

 private:
  std::string page_;
  AFolder folder_;
};

class DocumentedPacks : public testing::TestWithParam<const char*> {};

TEST_P(DocumentedPacks, CompileAndPassTheirOwnTests) {
  const DocumentedPage page(GetParam());
  EXPECT_GE(page.packs().size(), 3U);
  for (const Block& pack : page.packs()) {
    SCOPED_TRACE(pack.text);
    EXPECT_EQ(pack.name, "rules");
    const auto loaded = page.load(pack);
    ASSERT_TRUE(loaded) << page.folder().mistakes(loaded);
    EXPECT_EQ(page.folder().without_path(mistakes_in(*loaded)), "");
  }
}

INSTANTIATE_TEST_SUITE_P(Pages, DocumentedPacks, testing::Values("entities", "packs", "rules"),
                         [](const auto& row) { return row.param; });

TEST(DocumentedLanguage, IsShownByAHitAndAMissARule) {
  const DocumentedPage page("rules");
  EXPECT_GE(page.packs().size(), 20U);
  for (const Block& pack : page.packs()) {
    const auto loaded = page.load(pack);
    ASSERT_TRUE(loaded) << pack.text << page.folder().mistakes(loaded);
    for (const rules::Rule& rule : loaded->at(0).rules) {
      using Expect = rules::RuleTest::Expect;
      EXPECT_TRUE(std::ranges::count(rule.tests, Expect::hit, &rules::RuleTest::expect)) << rule.id;
      EXPECT_TRUE(std::ranges::count(rule.tests, Expect::miss, &rules::RuleTest::expect)) << rule.id;
    }
  }
}

TEST(DocumentedLanguage, GivesCheckNothingToAsk) {
  const DocumentedPage page("rules");
  for (const Block& pack : page.packs()) {
    const auto loaded = page.load(pack);
    ASSERT_TRUE(loaded) << pack.text << page.folder().mistakes(loaded);
    EXPECT_EQ(page.folder().without_path(listed(locate(rules::lints(*loaded)))), "") << pack.text;
  }
}

TEST(ExamplePacks, CompileAndPassTheirOwnTests) {
  const auto packs = load_packs({kDocs / "examples" / "rules"});
  ASSERT_TRUE(packs) << listed(packs.error());
  EXPECT_EQ(mistakes_in(*packs), "");
}

}  // namespace
}  // namespace tb::config
