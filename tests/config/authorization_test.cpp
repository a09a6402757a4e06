// `auth`: the header that it becomes, and what cannot be sent.
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

Checked<Configuration> load_auth(const AFolder& folder, const std::string& auth) {
  folder.write("password", "sesame\n");
  folder.write("two-lines", "a\nb\n");
  return load_text(folder, "sources:\n  - feed: https://example.org/f\n    auth: " + auth,
                   environment_of({{"HOME", "/h"}, {"TOKEN", "t0k.en~+/=="}}));
}

struct SentRow {
  std::string name;
  std::string auth;
  std::string value;
  std::string shown;
  friend std::ostream& operator<<(std::ostream& out, const SentRow& row) { return out << row.name; }
};

class Authentication : public testing::TestWithParam<SentRow> {};

TEST_P(Authentication, IsAHeaderThatIsNeverShown) {
  const AFolder folder;
  const auto loaded = load_auth(folder, GetParam().auth);
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  const Secret& header = loaded->sources.at(0).headers.at("Authorization");
  EXPECT_EQ(header.reveal(), GetParam().value);
  EXPECT_EQ(header.shown(), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, Authentication,
    testing::ValuesIn(std::vector<SentRow>{
        // RFC 7617 §2 and §2.1
        {"Basic", "{basic: {user: Aladdin, password: open sesame}}", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Basic ***"},
        {"BasicBeyondAscii", "{basic: {user: test, password: 123£}}", "Basic dGVzdDoxMjPCow==", "Basic ***"},
        {"PasswordByReference", "{basic: {user: open, password: '${file:password}'}}",
         "Basic b3BlbjpzZXNhbWU=", "Basic ${file:password}"},
        {"PasswordThatIsANumber", "{basic: {user: a, password: 007}}", "Basic YTowMDc=", "Basic ***"},
        {"PasswordOfColons", "{basic: {user: a, password: '::'}}", "Basic YTo6Og==", "Basic ***"},
        {"KeyAsUserWithoutAPassword", "{basic: {user: key, password: ''}}", "Basic a2V5Og==", "Basic ***"},
        {"Bearer", "{bearer: abc}", "Bearer abc", "Bearer ***"},
        {"BearerByReference", "{bearer: '${env:TOKEN}'}", "Bearer t0k.en~+/==", "Bearer ${env:TOKEN}"},
    }),
    [](const auto& row) { return row.param.name; });

struct MistakeRow {
  std::string name;
  std::string auth;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const MistakeRow& row) { return out << row.name; }
};

class WrongAuthentication : public testing::TestWithParam<MistakeRow> {};

TEST_P(WrongAuthentication, IsToldWithWhatWouldBeRight) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_auth(folder, GetParam().auth)), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, WrongAuthentication,
    testing::ValuesIn(std::vector<MistakeRow>{
        {"Text", "'me:secret'",
         "c.yaml:3:11: sources[0].auth: text stands where an authentication belongs: write `basic: {user: …, password: "
         "…}` or `bearer: …`"},
        {"Empty", "{}",
         "c.yaml:3:11: sources[0].auth: one of `basic` and `bearer` is missing: write `basic: {user: …, password: …}` "
         "or `bearer: …`"},
        {"Both", "{basic: {user: a, password: b}, bearer: c}",
         "c.yaml:3:43: sources[0].auth.bearer: `basic` and `bearer` stand in one authentication: keep one of them"},
        {"Misspelled", "{baerer: c}",
         "c.yaml:3:12: sources[0].auth.baerer: there is no such key. Did you mean `bearer`?"},
        {"NoPassword", "{basic: {user: a}}",
         R"(c.yaml:3:19: sources[0].auth.basic: `password` is missing: add text, or a reference to it, such as "${file:api-key}")"},
        {"UserMisspelled", "{basic: {usr: a, password: b}}",
         "c.yaml:3:20: sources[0].auth.basic.usr: there is no such key. Did you mean `user`?"},
        {"ColonInTheUser", "{basic: {user: 'a:b', password: c}}",
         "c.yaml:3:26: sources[0].auth.basic.user: a user's name holds no colon in basic authentication: check what "
         "the publisher gave you"},
        {"LineBreaks", R"({basic: {user: "a\nb", password: '${file:two-lines}'}})",
         "c.yaml:3:26: sources[0].auth.basic.user: this holds a line break or another control character: remove it\n"
         "c.yaml:3:44: sources[0].auth.basic.password: this holds a line break or another control character: remove "
         "it"},
        {"EmptyToken", "{bearer: ''}",
         R"(c.yaml:3:20: sources[0].auth.bearer: this is empty: write a reference to it, such as "${file:token}")"},
        {"TokenWithItsScheme", "{bearer: 'Bearer abc'}",
         "c.yaml:3:20: sources[0].auth.bearer: a token is of visible ASCII characters, without blanks: write it alone, "
         "without `Bearer`"},
        {"TokenOfTwoLines", "{bearer: '${file:two-lines}'}",
         "c.yaml:3:20: sources[0].auth.bearer: a token is of visible ASCII characters, without blanks: write it alone, "
         "without `Bearer`"},
        {"BesideItsHeader", "{bearer: abc}\n    headers: {authorization: x}",
         "c.yaml:4:15: sources[0].headers.authorization: `auth:` writes this header as well: keep one of them"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(AuthenticationKey, IsOfOneSourceAndNotOfTheDefaults) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_text(folder, "defaults: {auth: {bearer: abc}}")),
            "c.yaml:1:12: defaults.auth: there is no such key; the keys here are every, fastest, backoff_ceiling, "
            "jitter, ignore_freshness, first_poll, allow_private, http_proxy, respect_robots, websub");
}

}  // namespace
}  // namespace tb::config
