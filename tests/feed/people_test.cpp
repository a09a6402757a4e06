// Mailboxes: the ways in which feeds write a person into one text.
#include <gmock/gmock.h>

#include "feed/people.hpp"

namespace tb::feed {
namespace {

struct Row {
  std::string name;
  std::string text;
  Person want;
};

std::string row_name(const testing::TestParamInfo<Row>& row) {
  return row.param.name;
}

class Mailbox : public testing::TestWithParam<Row> {};

TEST_P(Mailbox, IsANameAndAnAddress) {
  const Person person = person_of_mailbox(GetParam().text);
  EXPECT_EQ(person.name, GetParam().want.name);
  EXPECT_EQ(person.email, GetParam().want.email);
}

const Person kAda{.name = "Ada Li", .email = "ada@wire.example"};

const Row kRows[] = {
    {"AddressFirst", "ada@wire.example (Ada Li)", kAda},
    {"NameInQuotes", "\"Ada Li\" <ada@wire.example>", kAda},
    {"AngleBrackets", "Ada Li <ada@wire.example>", kAda},
    {"Parentheses", "Ada Li (ada@wire.example)", kAda},
    {"NothingBetween", "ada@wire.example Ada Li", kAda},
    {"AddressLast", "Ada Li ada@wire.example", kAda},
    {"WhiteSpace", "\n  ada@wire.example\t( Ada  Li ) ", kAda},
    {"AddressAlone", "ada@wire.example", {.email = "ada@wire.example"}},
    {"NameAlone", "Ada Li", {.name = "Ada Li"}},
    {"EmptyParentheses", "ada@wire.example ()", {.email = "ada@wire.example"}},
    {"ParenthesesOfTheName", "Ada Li (Harbour Wire)", {.name = "Ada Li (Harbour Wire)"}},
    {"ParenthesisNeverOpened", "Ada Li)", {.name = "Ada Li)"}},
    {"SquareBrackets", "Ada Li [ada@wire.example]", kAda},
    {"LinkInParentheses", "Ada Li (mailto:ada@wire.example)", {.name = "Ada Li (mailto:ada@wire.example)"}},
    {"LinkInAngleBrackets", "Ada Li <MAILTO:ada@wire.example>", kAda},
    {"LinkAlone", "mailto:ada@wire.example", {.email = "ada@wire.example"}},
    {"CommaBetween", "Ada Li, ada@wire.example", kAda},
    {"CommaBehindTheAddress", "ada@wire.example, Ada Li", kAda},
    {"CommaBeforeABracket", "Ada Li, <ada@wire.example>", kAda},
    {"NameInParentheses", "(Ada Li)", {.name = "Ada Li"}},
    {"TwoInParentheses", "(Ada) and (Tomas)", {.name = "(Ada) and (Tomas)"}},
    {"Handle", "@ada", {.name = "@ada"}},
    {"SeveralAddresses", "ada@wire.example, tomas@wire.example", {.name = "ada@wire.example, tomas@wire.example"}},
    {"References", "Ren&eacute; Roth", {.name = "René Roth"}},
    {"Empty", " ", {}},
};

INSTANTIATE_TEST_SUITE_P(Texts, Mailbox, testing::ValuesIn(kRows), row_name);

TEST(AddOnce, CompletesAPersonOfTheSameName) {
  std::vector<Person> people;
  add_once(people, {.name = "Ada Li"});
  add_once(people, {.name = "Ada Li", .email = "ada@wire.example"});
  add_once(people, {.name = "Ada Li", .email = "other@wire.example"});
  EXPECT_THAT(people, testing::ElementsAre(kAda, Person{.name = "Ada Li", .email = "other@wire.example"}));
}

TEST(AddOnce, StopsAtAHundred) {
  std::vector<Person> people;
  for (int i = 0; i < 200; ++i) add_once(people, {.name = std::to_string(i)});
  EXPECT_EQ(people.size(), 100U);
}

}  // namespace
}  // namespace tb::feed
