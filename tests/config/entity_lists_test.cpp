// Entity lists: CSV and JSON files become entities of the pack that names them, each with its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

std::vector<rules::RulePack> packs_of(const AFolder& folder, const std::vector<std::filesystem::path>& files) {
  auto packs = load_packs(files);
  EXPECT_TRUE(packs) << folder.mistakes(packs);
  return packs ? *std::move(packs) : std::vector<rules::RulePack>{{}};
}

std::vector<std::string> ids_of(const rules::RulePack& pack) {
  std::vector<std::string> ids;
  for (const rules::Entity& entity : pack.entities) ids.push_back(entity.id);
  return ids;
}

constexpr std::string_view kCountries =
    "id,kind,names,exact,not,wikidata,iso3166,lei,ids,members,by_language,ambiguous,ambiguous_exact,context,within\n"
    "taiwan,place,Taiwan | 台湾,ROC|TWN,Taiwan Street,Q865,TW,,un=158|x=y=z,,fr=Formose|fr=Taïwan|de=Formosa,"
    "Formosa,TW,island OR Taipei,40\n"
    "\n"
    "acme,organisation,\"Acme, \"\"Ltd\"\"\",,,,,9999TENBELLSSAMPLE37,,,,,,,\n"
    "region,,,,,,,,,taiwan|acme,,,,,\n";

TEST(CsvList, TakesEveryColumn) {
  const AFolder folder;
  folder.write("lists/countries.csv", kCountries);
  const auto pack = packs_of(folder, {folder.write("p.yaml", "lists: [lists/countries.csv]")}).at(0);
  ASSERT_EQ(ids_of(pack), (std::vector<std::string>{"taiwan", "acme", "region"}));
  const rules::Entity& taiwan = pack.entities[0];
  EXPECT_EQ(taiwan.kind, "place");
  EXPECT_EQ(taiwan.names, (std::vector<std::string>{"Taiwan", "台湾"}));
  EXPECT_EQ(taiwan.exact, (std::vector<std::string>{"ROC", "TWN"}));
  EXPECT_EQ(taiwan.excluded, std::vector<std::string>{"Taiwan Street"});
  EXPECT_EQ(taiwan.ids,
            (std::map<std::string, std::string>{{"wikidata", "Q865"}, {"iso3166", "TW"}, {"un", "158"}, {"x", "y=z"}}));
  EXPECT_EQ(taiwan.by_language,
            (std::map<std::string, std::vector<std::string>>{{"fr", {"Formose", "Taïwan"}}, {"de", {"Formosa"}}}));
  ASSERT_TRUE(taiwan.ambiguous);
  EXPECT_EQ(taiwan.ambiguous->names, std::vector<std::string>{"Formosa"});
  EXPECT_EQ(taiwan.ambiguous->exact, std::vector<std::string>{"TW"});
  EXPECT_EQ(taiwan.ambiguous->context, "island OR Taipei");
  EXPECT_EQ(taiwan.ambiguous->within, 40);
  EXPECT_EQ(taiwan.file, (folder.path() / "lists/countries.csv").string());
  EXPECT_EQ(taiwan.pointer, "/2");
  EXPECT_EQ(pack.entities[1].names, std::vector<std::string>{"Acme, \"Ltd\""});
  EXPECT_EQ(pack.entities[1].pointer, "/4");
  EXPECT_EQ(pack.entities[2].members, (std::vector<std::string>{"taiwan", "acme"}));
}

TEST(CsvList, OfASpreadsheetHasAByteOrderMarkAndWindowsLines) {
  const AFolder folder;
  folder.write("l.csv", "\xEF\xBB\xBFid,names\r\ntaiwan,\"Taiwan\"\r\n\r\nchina,China\r\n");
  const auto pack = packs_of(folder, {folder.write("p.yaml", "lists: [l.csv]")}).at(0);
  EXPECT_EQ(ids_of(pack), (std::vector<std::string>{"taiwan", "china"}));
  EXPECT_EQ(pack.entities.at(1).pointer, "/4");
}

TEST(CsvList, OfAHeaderAloneIsEmpty) {
  const AFolder folder;
  folder.write("l.csv", "id,names\n");
  EXPECT_TRUE(packs_of(folder, {folder.write("p.yaml", "lists: [{file: l.csv}]")}).at(0).entities.empty());
}

TEST(JsonList, IsAMapOrAListOfWhatYamlHas) {
  const AFolder folder;
  folder.write("map.json", R"({"taiwan": ["Taiwan", "台湾"],
    "pla/x": {"kind": "organisation", "ids": {"ofac": 36}, "names": ["Pla"], "exact": ["PLA"], "by_language": {"fr": ["APL"]},
              "not": ["Pla Bar"], "ambiguous": {"names": ["Army"], "context": "Beijing", "within": 3}, "members": ["taiwan"]}})");
  folder.write("list.JSON", R"([{"id": "china", "names": ["China"]}, {"names": ["Jap\u0061n"], "id": "japan"}])");
  const auto pack = packs_of(folder, {folder.write("p.yaml", "lists: [map.json, list.JSON]")}).at(0);
  ASSERT_EQ(ids_of(pack), (std::vector<std::string>{"taiwan", "pla/x", "china", "japan"}));
  EXPECT_EQ(pack.entities[0].names, (std::vector<std::string>{"Taiwan", "台湾"}));
  EXPECT_EQ(pack.entities[0].pointer, "/taiwan");
  EXPECT_EQ(pack.entities[1].pointer, "/pla~1x");
  EXPECT_EQ(pack.entities[1].ids.at("ofac"), "36");
  EXPECT_EQ(pack.entities[1].ambiguous.value().within, 3);
  EXPECT_EQ(pack.entities[2].pointer, "/0");
  EXPECT_EQ(pack.entities[3].names, std::vector<std::string>{"Japan"});
  EXPECT_EQ(pack.entities[3].pointer, "/1");
}

TEST(Lists, ThatAreGatheredGiveOneMoreEntity) {
  const AFolder folder;
  folder.write("l.csv", "id,names\ntaiwan,Taiwan\nchina,China\n");
  const auto pack =
      packs_of(folder, {folder.write("p.yaml", "entities: {x: [y]}\nlists: [{file: l.csv, as: asia}]")}).at(0);
  ASSERT_EQ(ids_of(pack), (std::vector<std::string>{"x", "taiwan", "china", "asia"}));
  EXPECT_EQ(pack.entities[3].members, (std::vector<std::string>{"taiwan", "china"}));
  EXPECT_EQ(pack.entities[3].file, "");
  EXPECT_EQ(pack.entities[3].pointer, "/lists/0");
}

TEST(Lists, OfSeveralPacksAreReadOnceHoweverTheyAreNamed) {
  const AFolder folder;
  folder.write("l.csv", "id,names\ntaiwan,Taiwan\n");
  const auto packs = packs_of(folder, {folder.write("a.yaml", "lists: [l.csv]"),
                                       folder.write("b/b.yaml", "lists: [../b/../l.csv, {file: ../l.csv, as: all}]"),
                                       folder.write("c.yaml", "lists: [{file: ./l.csv, as: all}]")});
  ASSERT_EQ(packs.size(), 3U);
  EXPECT_EQ(ids_of(packs[0]), std::vector<std::string>{"taiwan"});
  EXPECT_EQ(ids_of(packs[1]), std::vector<std::string>{"all"});
  EXPECT_EQ(packs[1].entities[0].members, std::vector<std::string>{"taiwan"});
  EXPECT_TRUE(packs[2].entities.empty());
}

TEST(Lists, AreReadAgainByEveryLoad) {
  const AFolder folder;
  folder.write("pack.yaml", "lists: [l.csv]\nrules: [{id: a, match: x}]");
  folder.write("l.csv", "id,names\ntaiwan,Taiwan\n");
  const auto file = folder.write("c.yaml", completed(""));
  EXPECT_EQ(load(file, plain_environment()).value().packs.at(0).entities.at(0).names.at(0), "Taiwan");
  folder.write("l.csv", "id,names\ntaiwan,Formosa\n");
  EXPECT_EQ(load(file, plain_environment()).value().packs.at(0).entities.at(0).names.at(0), "Formosa");
}

struct Row {
  std::string name;
  std::string file;
  std::string text;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class ListMistake : public testing::TestWithParam<Row> {};

TEST_P(ListMistake, IsToldWithItsPlaceAndWhatWouldBeRight) {
  const AFolder folder;
  folder.write(GetParam().file, GetParam().text);
  const auto pack = folder.write("p.yaml", "lists: [{file: " + GetParam().file + ", as: all}]");
  EXPECT_EQ(folder.mistakes(load_packs({pack})), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Csv, ListMistake,
    testing::ValuesIn(std::vector<Row>{
        {"Empty", "l.csv", "",
         "l.csv:1:1: the file is empty: its first line names the columns, such as `id,kind,names`"},
        {"ColumnMisspelled", "l.csv", "id,nmaes\n", "l.csv:1:4: \"nmaes\" is no column. Did you mean `names`?"},
        {"ColumnUnknown", "l.csv", "id,population\n",
         "l.csv:1:4: \"population\" is no column; there are id, kind, names, exact, not, wikidata, iso3166, lei, ids, "
         "members, by_language, ambiguous, ambiguous_exact, context, within"},
        {"ColumnTwice", "l.csv", "id,names,names\n", "l.csv:1:10: the column `names` stands here twice: keep one"},
        {"NoColumnOfIds", "l.csv", "kind,names\nplace,Taiwan\n",
         "l.csv:1:1: the column `id` is missing: the first line names the columns, such as `id,kind,names`"},
        {"ColumnOfIdsMisspelled", "l.csv", "idd,names\ntaiwan,Taiwan\n",
         "l.csv:1:1: \"idd\" is no column. Did you mean `id`?"},
        {"Semicolons", "l.csv", "id;names\ntaiwan;Taiwan\n",
         "l.csv:1:1: the columns are separated by semicolons: save the file with commas"},
        {"IdMissing", "l.csv", "id,names\n,Taiwan\n",
         "l.csv:2:1: `id` is missing: add the word by which rules name the entity (@id)"},
        {"TooManyCells", "l.csv", "id,names\ntaiwan,Taiwan,Formosa\n",
         "l.csv:2:15: this cell has no column, the header names 2: is a comma not in quotes?"},
        {"QuoteNeverClosed", "l.csv", "id,names\ntaiwan,\"Taiwan\n",
         "l.csv:2:8: the quote opened here is never closed"},
        {"QuoteOutOfPlace", "l.csv", "id,names\ntaiwan,Tai\"wan\n",
         "l.csv:2:11: a quote stands out of place here: put the whole cell in quotes, and write each quote in it twice "
         "(\"a \"\"b\"\" c\")"},
        {"NoNames", "l.csv", "id,kind,names\ntaiwan,place,\n",
         "l.csv:2:1: taiwan: `names`, `exact`, `by_language`, `ambiguous` or `members` is missing: write a list of "
         "names, or {names: […], exact: […]}"},
        {"KindUnknown", "l.csv", "id,kind,names\ntaiwan,country,Taiwan\n",
         "l.csv:2:8: taiwan.kind: \"country\" is no kind of entity (person, organisation, place, thing)."},
        {"BadWikidata", "l.csv", "id,names,wikidata\n台湾,台湾,865\n",
         "l.csv:2:7: 台湾.ids.wikidata: \"865\" is no Wikidata item: write Q and its number, such as Q865"},
        {"BadIdentifierBehindOthers", "l.csv", "id,names,ids\na,b,\"x=\"\"1\"\"|lei=5\"\n",
         "l.csv:2:18: a.ids.lei: \"5\" is no LEI: it has 20 capitals and digits, the last two digits"},
        {"NoPair", "l.csv", "id,names,ids\na,b,ofac=1|36\n",
         "l.csv:2:12: ids: \"36\" is no pair: write a scheme and an identifier with = between, such as ofac=36"},
        {"NoPairOfALanguage", "l.csv", "id,by_language\na,fr=\n",
         "l.csv:2:3: by_language: \"fr=\" is no pair: write a language and a name with = between, such as fr=APL"},
        {"SchemeTwice", "l.csv", "id,names,lei,ids\na,b,9999TENBELLSSAMPLE37,lei=9999TENBELLSSAMPLE37\n",
         "l.csv:2:30: \"lei\" stands in this row twice: keep one"},
        {"NoLanguage", "l.csv", "id,by_language\na,french=APL\nb,zh_CN=x\n",
         "l.csv:3:3: b.by_language.zh_CN: \"zh_CN\" is no language: write a tag such as fr, zh-Hant or pt-BR"},
        {"ContextMissing", "l.csv", "id,ambiguous\na,Army\n",
         "l.csv:2:3: a.ambiguous: `context` is missing: add words, \"phrases\", @entities, AND, OR, NOT"},
        {"WithinThatIsAWord", "l.csv", "id,ambiguous,context,within\na,Army,x,near\n",
         "l.csv:2:10: a.ambiguous.within: \"near\" is no number of words: write 0 to 1000"},
        {"NotUtf8", "l.csv", "id,names\na,Ta\xEFwan\n",
         "l.csv:2:5: the bytes here are no UTF-8: save the file as UTF-8"},
    }),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Json, ListMistake,
    testing::ValuesIn(std::vector<Row>{
        {"Empty", "l.json", "", "l.json:1:1: the file is empty: write {\"id\": …} or [{\"id\": …}]"},
        {"Text", "l.json", "\"taiwan\"",
         "l.json:1:1: an entity list is a map from ids to entities, or a list of entities: {\"id\": …} or [{\"id\": "
         "…}]"},
        {"CommaMissing", "l.json", "{\"a\": [\"b\"]\n \"c\": [\"d\"]}",
         "l.json:2:2: this is no JSON: a comma or the closing } is missing"},
        {"CommaTooMuch", "l.json", "{\"a\": [\"b\"],\n}",
         "l.json:2:1: this is no JSON: a key in double quotes belongs here (is a comma too much?)"},
        {"BareWord", "l.json", "{\"a\": [b]}",
         "l.json:1:8: this is no JSON: a value belongs here; text stands in double quotes"},
        {"MoreBehindTheEnd", "l.json", "{} []",
         "l.json:1:4: this is no JSON: something stands behind the end of the list"},
        {"QuoteNeverClosed", "l.json", "{\"a\": [\"b]}",
         "l.json:1:8: this is no JSON: a quote is opened here and never closed"},
        {"IdTwice", "l.json", "{\"a\": [\"b\"],\n \"a\": [\"c\"]}", "l.json:2:2: \"a\" stands here twice: keep one"},
        {"IdMissing", "l.json", "[{\"names\": [\"b\"]}]",
         "l.json:1:2: `id` is missing: add the word by which rules name the entity (@id)"},
        {"IdThatIsANumber", "l.json", "[{\"id\": 5, \"names\": [\"b\"]}]",
         "l.json:1:9: id: write a text of letters, digits, _ and -"},
        {"ElementThatIsText", "l.json", "[\"taiwan\"]",
         "l.json:1:2: an entity belongs here: write {\"id\": \"…\", \"names\": […]}"},
        {"KeyMisspelled", "l.json", "{\"a\": {\"nmaes\": [\"b\"]}}",
         "l.json:1:8: a.nmaes: there is no such key. Did you mean `names`?"},
        {"NameThatIsANumber", "l.json", "{\"a\": {\"names\": [\"b\", 5]}}",
         "l.json:1:23: a.names[1]: YAML reads 5 as a number: put it in quotes, \"5\""},
        {"NothingForAName", "l.json", "{\"a\": [null]}",
         "l.json:1:8: a[0]: nothing stands where a name belongs: write a name as it stands in the news"},
        {"BadLei", "l.json", "{\n \"a\": {\"names\": [\"b\"],\n \"ids\": {\"lei\": \"5\"}}}",
         "l.json:3:17: a.ids.lei: \"5\" is no LEI: it has 20 capitals and digits, the last two digits"},
        {"BadByte", "l.json", "{\"a\": [\"b\\u0000\"]}",
         "l.json:1:10: this escape stands for a character that no option can hold: remove it"},
        {"TooDeep", "l.json", "{\"a\": [[[[[[[[[[]]]]]]]]]]}",
         "l.json:1:14: this is nested deeper than 8 levels; no entity needs that"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(ListMistakes, MakeThePackPartialButKeepWhatIsRight) {
  const AFolder folder;
  folder.write("l.csv", "id,kind,names\ntaiwan,country,Taiwan\nchina,place,China\n");
  const auto examined = examine_packs({folder.write("p.yaml", "lists: [{file: l.csv, as: all}]")});
  ASSERT_EQ(examined.packs.size(), 1U);
  const rules::RulePack& pack = examined.packs[0];
  EXPECT_TRUE(pack.partial);
  ASSERT_EQ(pack.entities.size(), 3U);
  EXPECT_TRUE(pack.entities[0].partial);
  EXPECT_FALSE(pack.entities[1].partial);
  EXPECT_TRUE(pack.entities[2].partial);
}

TEST(ListMistakes, WithoutEndAreCutAtAHundred) {
  std::string csv = "id,kind,names\n";
  for (int i = 0; i < 100'000; ++i) csv += "e" + std::to_string(i) + ",planet,x\n";
  const AFolder folder;
  folder.write("l.csv", csv);
  const auto packs = load_packs({folder.write("p.yaml", "lists: [l.csv]")});
  ASSERT_FALSE(packs);
  EXPECT_EQ(packs.error().size(), 101U);
}

TEST(Lists, OfAHundredThousandEntitiesAreRead) {
  std::string csv = "id,kind,names,ids\n";
  for (int i = 0; i < 100'000; ++i) {
    const std::string number = std::to_string(i);
    csv += "e" + number + ",person,First Last " + number + "|Last First " + number + ",ofac=" + number + "\n";
  }
  const AFolder folder;
  folder.write("l.csv", csv);
  const auto pack = packs_of(folder, {folder.write("p.yaml", "lists: [{file: l.csv, as: all}]")}).at(0);
  EXPECT_EQ(pack.entities.size(), 100'001U);
}

TEST(Lists, HaveAtMostTwoHundredThousandEntities) {
  std::string csv = "id,names\n";
  for (int i = 0; i < 200'001; ++i) csv += "e" + std::to_string(i) + ",x\n";
  const AFolder folder;
  folder.write("l.csv", csv);
  EXPECT_THAT(folder.mistakes(load_packs({folder.write("p.yaml", "lists: [l.csv]")})),
              testing::StartsWith("l.csv:200002:1: there are more than"));
}

struct PlaceRow {
  std::string name;
  std::string file;
  std::string text;
  std::string pointer;
  std::size_t offset;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const PlaceRow& row) { return out << row.name; }
};

class PlaceInAList : public testing::TestWithParam<PlaceRow> {};

TEST_P(PlaceInAList, IsFound) {
  const AFolder folder;
  const auto file = folder.write(GetParam().file, GetParam().text).string();
  const auto found =
      locate({{.file = file, .pointer = GetParam().pointer, .offset = GetParam().offset, .message = "m"}});
  EXPECT_EQ(std::to_string(found.at(0).line) + ":" + std::to_string(found.at(0).column), GetParam().want);
}

constexpr const char* kCsv =
    "id,names,not,by_language,ambiguous,context\n"
    "taiwan,Taiwan| 台湾 |臺灣,x,fr=Formose|de=Formosa|fr=Taïwan,\"a|b\"\"c|d\",\"say \"\"yes\"\" AND (\"\n"
    "\n"
    "china,China,,,,\n";
constexpr const char* kJson =
    "[{\"id\": \"china\", \"names\": [\"China\"]},\n"
    " {\"id\": \"pla\", \"ambiguous\": {\"exact\": [\"PLA\"],\n"
    "  \"context\": \"\\u53f0\\ud83d\\ude00\\\"x\\\" AND (\"}}]\n";

INSTANTIATE_TEST_SUITE_P(Lists, PlaceInAList,
                         testing::ValuesIn(std::vector<PlaceRow>{
                             {"Entity", "l.csv", kCsv, "/4", 0, "4:1"},
                             {"Name", "l.csv", kCsv, "/2/names/1", 0, "2:16"},
                             {"InsideAName", "l.csv", kCsv, "/2/names/1", 3, "2:17"},
                             {"LastName", "l.csv", kCsv, "/2/names/2", 0, "2:20"},
                             {"Excluded", "l.csv", kCsv, "/2/not/0", 0, "2:23"},
                             {"NameOfALanguage", "l.csv", kCsv, "/2/by_language/fr/1", 0, "2:50"},
                             {"NameBehindAQuote", "l.csv", kCsv, "/2/ambiguous/names/2", 0, "2:65"},
                             {"Context", "l.csv", kCsv, "/2/ambiguous/context", 14, "2:85"},
                             {"RowThatIsMissing", "l.csv", kCsv, "/9/names/0", 0, "1:1"},
                             {"JsonEntity", "l.json", kJson, "/1", 0, "2:2"},
                             {"JsonName", "l.json", kJson, "/1/ambiguous/exact/0", 0, "2:41"},
                             {"JsonContext", "l.json", kJson, "/1/ambiguous/context", 15, "3:43"},
                             {"JsonOfAMap", "l.json", "{\"a/b\": [\"x\"],\n \"c\": [\"y\", \"z\"]}", "/c/names/1", 0,
                              "2:14"},
                             {"JsonKeyWithASlash", "l.json", "{\"a/b\": [\"x\"]}", "/a~1b/names/0", 0, "1:11"},
                             {"PackInJson", "p.json", "{\"rules\": [{\"id\": \"a\",\n  \"match\": \"x AND (\"}]}",
                              "/rules/0/match", 6, "2:19"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(Locate, OfAnEntityDefinedTwiceNamesTheListAndItsLine) {
  const AFolder folder;
  const std::string list = folder.write("l.csv", "id,names\nchina,China\ntaiwan,Taiwan\n").string();
  const std::string pack = folder.write("p.yaml", "lists: [l.csv]\nentities: {taiwan: [x]}\n").string();
  const auto found =
      locate({{.file = pack, .pointer = "/entities/taiwan", .message = "m", .first = rules::Elsewhere{list, "/3"}}});
  EXPECT_EQ(folder.without_path(found.at(0).message), "m (first in l.csv:3)");
}

TEST(Together, PutsListsBehindThePacksThatNameThem) {
  const AFolder folder;
  folder.write("l.csv", "id,kind,names\nx,planet,y\n");
  folder.write("empty.csv", "");
  const auto a = folder.write("a.yaml", "lists: [l.csv, empty.csv]\nrules: [{id: a, match: x, severity: loud}]");
  const auto b = folder.write("b.yaml", "rules: [{id: b, match: x, severity: loud}]");
  const auto examined = examine_packs({a, b});
  const Diagnostic compiled{.file = (folder.path() / "l.csv").string(), .line = 2, .column = 10, .message = "m"};
  std::string order;
  for (const Diagnostic& each : together(examined.mistakes, {compiled}, examined.packs)) {
    order += folder.without_path(each.file) + ":" + std::to_string(each.line) + " ";
  }
  EXPECT_EQ(order, "a.yaml:2 l.csv:2 l.csv:2 empty.csv:1 b.yaml:1 ");
}

}  // namespace
}  // namespace tb::config
