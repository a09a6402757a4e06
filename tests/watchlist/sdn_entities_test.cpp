// From parties to entities: which names an entity has, and how far each is trusted.
#include "tenbells/watchlist/sdn_entities.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace tb::watchlist {
namespace {

using Kind = SdnParty::Kind;
using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;

rules::Entity entity_of(SdnParty party, WeakAliases weak = WeakAliases::guard) {
  party.uid = 7;
  const SdnEntities made = entities_of({party}, weak);
  return made.entities.empty() ? rules::Entity() : made.entities[0];
}

TEST(Person, HasBothOrdersAndHisParticlesWithTheFamilyName) {
  const rules::Entity person = entity_of({.kind = Kind::person, .names = {{.last = "TESTAWI", .first = "Karam al"}}});
  EXPECT_EQ(person.id, "ofac-7");
  EXPECT_EQ(person.kind, "person");
  EXPECT_EQ(person.ids, (std::map<std::string, std::string>{{"ofac", "7"}}));
  EXPECT_THAT(person.names,
              IsSupersetOf({"Karam al Testawi", "al Testawi Karam", "Karam el Testawi", "Karam Altestawi"}));
  EXPECT_FALSE(person.ambiguous);
}

TEST(Person, HasEverySpellingOnceAndAtMostTwelve) {
  const rules::Entity person = entity_of({.kind = Kind::person,
                                          .names = {{.last = "AL-TESTAWI", .first = "Muhammad Ahmad"},
                                                    {.last = "AL TESTAWI", .first = "Muhammad Ahmad"}}});
  EXPECT_EQ(person.names.size(), 12U);
}

TEST(Person, IsFoundWithoutHisPatronymicNearTheContext) {
  const rules::Entity person =
      entity_of({.kind = Kind::person, .names = {{.last = "PROBOVSKIY", .first = "Dmitriy Sergeyevich"}}});
  EXPECT_THAT(person.names, Contains("Dmitry Sergeyevich Probovskiy"));
  ASSERT_TRUE(person.ambiguous);
  EXPECT_EQ(person.ambiguous->names.front(), "Dmitriy Probovskiy");
  EXPECT_THAT(person.ambiguous->names, IsSupersetOf({"Dmitry Probovskiy", "Dmitry Probovsky"}));
}

struct Row {
  std::string name;
  SdnParty party;
  std::string want;  // plain | exact | guarded | guarded exact
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class Trusted : public testing::TestWithParam<Row> {};

TEST_P(Trusted, IsANameAsFarAsItCanBeToldFromOtherWords) {
  const rules::Entity entity = entity_of(GetParam().party);
  const auto text = [](const std::vector<std::string>& names) { return names.empty() ? "" : names[0]; };
  const rules::AmbiguousNames guarded = entity.ambiguous.value_or(rules::AmbiguousNames());
  EXPECT_EQ(text(entity.names) + "|" + text(entity.exact) + "|" + text(guarded.names) + "|" + text(guarded.exact),
            GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Names, Trusted,
                         testing::ValuesIn(std::vector<Row>{
                             {"Company", {.names = {{.last = "PROBE TRADING LLC"}}}, "PROBE TRADING LLC|||"},
                             {"RareWord", {.names = {{.last = "PROBEX"}}}, "PROBEX|||"},
                             {"ShortWord", {.names = {{.last = "PTS"}}}, "|PTS||"},
                             {"OrdinaryWord", {.names = {{.last = "FUTURE"}}}, "||FUTURE|"},
                             {"TwoShortWords", {.names = {{.last = "PT S"}}}, "PT S|||"},
                             {"PersonOfOneWord", {.kind = Kind::person, .names = {{.last = "TESTAWI"}}}, "||Testawi|"},
                             {"PersonOfOneShortWord", {.kind = Kind::person, .names = {{.last = "ABU"}}}, "|||Abu"},
                             {"Ship", {.kind = Kind::vessel, .names = {{.last = "MORNING PROBE"}}}, "||MORNING PROBE|"},
                             {"ShipOfAShortWord", {.kind = Kind::vessel, .names = {{.last = "ZAR"}}}, "|||ZAR"},
                             {"Aircraft", {.kind = Kind::aircraft, .names = {{.last = "TB-ABC"}}}, "TB-ABC|||"},
                             {"WeakAlias", {.names = {{.last = "THE BAKER", .weak = true}}}, "||THE BAKER|"},
                             {"SignsOfTheLanguage", {.names = {{.last = "PROBE* \"A|B\""}}}, "PROBE A B|||"},
                             {"ChineseWordOfThree", {.names = {{.last = "试验社"}}}, "试验社|||"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(WeakAlias, IsLeftOutUnlessItIsWanted) {
  const SdnParty party{.uid = 7, .names = {{.last = "PROBEX"}, {.last = "THE BAKER", .weak = true}}};
  const SdnEntities made = entities_of({party}, WeakAliases::leave_out);
  EXPECT_FALSE(made.entities.at(0).ambiguous);
  EXPECT_EQ(made.left_out, 1U);
  EXPECT_EQ(made.guarded, 0U);
  EXPECT_EQ(entities_of({party}, WeakAliases::guard).guarded, 1U);
}

TEST(WeakAlias, ThatIsAStrongOneAsWellIsNoWeakOne) {
  const rules::Entity entity = entity_of({.names = {{.last = "The Probex", .weak = true}, {.last = "THE PROBEX"}}});
  EXPECT_THAT(entity.names, ElementsAre("THE PROBEX"));
  EXPECT_FALSE(entity.ambiguous);
}

TEST(Context, IsOfSanctionsTheKindAndTheProgram) {
  const rules::Entity ship =
      entity_of({.kind = Kind::vessel, .names = {{.last = "PROBE"}}, .programs = {"IRAN", "IFSR", "UNKNOWN-EO1"}});
  EXPECT_EQ(ship.ambiguous.value().context,
            "sanction* OR blacklist* OR OFAC OR designated OR ship* OR vessel* OR tanker* OR cargo OR IMO OR Iran*");
  EXPECT_EQ(ship.ambiguous->within, 60);
}

TEST(Context, TakesAProgramByTheBeginningOfItsCode) {
  for (const auto& [program, words] : std::vector<std::pair<std::string, std::string>>{
           {"IRAQ2", "Iraq*"}, {"IRAN-HR", "Iran*"}, {"SDNTK", "drug* OR cartel* OR traffick*"}}) {
    const rules::Entity entity = entity_of({.names = {{.last = "FUTURE"}}, .programs = {program}});
    EXPECT_EQ(entity.ambiguous.value().context, "sanction* OR blacklist* OR OFAC OR designated OR " + words);
  }
}

TEST(PartyWithoutAName, IsLeftOut) {
  EXPECT_TRUE(entities_of({{.uid = 1, .names = {{.last = "***"}}}}, WeakAliases::guard).entities.empty());
}

TEST(PartyWithAliasesWithoutEnd, HasAThousandNames) {
  SdnParty party{.kind = Kind::person};
  for (int i = 0; i < 900; ++i) party.names.push_back({.last = "TEST" + std::to_string(i), .first = "Muhammad Ahmad"});
  EXPECT_EQ(entity_of(party).names.size(), 1'000U);
}

}  // namespace
}  // namespace tb::watchlist
