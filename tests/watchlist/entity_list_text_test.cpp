// The text of a list is read back as the entities it was made of, in both forms; and the sample list is converted, byte
// for byte, to the one beside it.
#include "tenbells/watchlist/entity_list_text.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "config/a_folder.hpp"
#include "tenbells/watchlist/ofac_sdn.hpp"
#include "tenbells/watchlist/sdn_entities.hpp"

namespace tb::watchlist {
namespace {

const std::vector<rules::Entity> kEntities{
    {.id = "a",
     .names = {"Probe, \"Ltd\"", "试验"},
     .exact = {"PRB"},
     .by_language = {{"de", {"Probe"}}, {"fr", {"Essai", "Épreuve"}}},
     .excluded = {"Probe Street"},
     .ambiguous = rules::AmbiguousNames{.names = {"Test"}, .exact = {"TST"}, .context = "say \"no\" OR x", .within = 5},
     .members = {"b"},
     .kind = "organisation",
     .ids = {{"lei", "9999TENBELLSSAMPLE37"}, {"ofac", "36"}}},
    {.id = "b", .ambiguous = rules::AmbiguousNames{.exact = {"B"}, .context = "x"}},
};

std::string content_of(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

// What a pack makes of a list.
rules::RulePack loaded(const config::AFolder& folder, const std::string& name, const std::string& list) {
  folder.write(name, list);
  const auto packs = config::load_packs({folder.write(
      "p.yaml", "lists: [{file: " + name + ", as: all}]\nrules: [{id: r, match: '@all AND sanctions'}]")});
  EXPECT_TRUE(packs) << folder.mistakes(packs);
  return packs ? packs->at(0) : rules::RulePack();
}

class ListText : public testing::TestWithParam<const char*> {};

TEST_P(ListText, IsReadBackAsWhatItWas) {
  const config::AFolder folder;
  const std::string name = std::string("l.") + GetParam();
  const rules::RulePack pack = loaded(folder, name, name == "l.csv" ? as_csv_list(kEntities) : as_json_list(kEntities));
  ASSERT_EQ(pack.entities.size(), 3U);
  for (std::size_t i = 0; i < kEntities.size(); ++i) {
    const rules::Entity& want = kEntities[i];
    const rules::Entity& got = pack.entities[i];
    EXPECT_EQ(got.id, want.id);
    EXPECT_EQ(got.kind, want.kind);
    EXPECT_EQ(got.ids, want.ids);
    EXPECT_EQ(got.names, want.names);
    EXPECT_EQ(got.exact, want.exact);
    EXPECT_EQ(got.by_language, want.by_language);
    EXPECT_EQ(got.excluded, want.excluded);
    EXPECT_EQ(got.members, want.members);
    ASSERT_TRUE(got.ambiguous);
    EXPECT_EQ(got.ambiguous->names, want.ambiguous->names);
    EXPECT_EQ(got.ambiguous->exact, want.ambiguous->exact);
    EXPECT_EQ(got.ambiguous->context, want.ambiguous->context);
    EXPECT_EQ(got.ambiguous->within, want.ambiguous->within);
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, ListText, testing::Values("csv", "json"), [](const auto& row) { return row.param; });

TEST(CsvListText, HasTheColumnsThatAreNeededAlone) {
  EXPECT_EQ(as_csv_list({{.id = "a", .names = {"b|c", "d"}}}), "id,names\na,b c|d\n");
}

TEST(JsonListText, OfNothingIsAnEmptyMap) {
  EXPECT_EQ(as_json_list({}), "{\n}\n");
}

TEST(SampleList, BecomesTheOneBesideItAndLoads) {
  const std::string data = TB_TEST_DATA;
  const Result<SdnList> list = read_sdn({{"sdn.xml", content_of(data + "/sdn.xml")}});
  ASSERT_TRUE(list) << to_string(list.error());
  const SdnEntities made = entities_of(list->parties, WeakAliases::guard);
  EXPECT_EQ(as_json_list(made.entities), content_of(data + "/sdn.want.json"));
  EXPECT_EQ(as_csv_list(made.entities), content_of(data + "/sdn.want.csv"));
  const config::AFolder folder;
  const rules::RulePack from_json = loaded(folder, "ofac.json", as_json_list(made.entities));
  EXPECT_EQ(from_json.entities.back().members.size(), made.entities.size());
  const config::AFolder other;
  const rules::RulePack from_csv = loaded(other, "ofac.csv", as_csv_list(made.entities));
  EXPECT_EQ(from_csv.entities.size(), from_json.entities.size());
}

}  // namespace
}  // namespace tb::watchlist
