// References to secrets: where they are looked for, what they become, and that nothing ever prints them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kSecret = "hunter2";

const Secret& slack_url(const Configuration& c) {
  return std::get<sink::WebhookOptions>(c.sinks.at(0).target).url;
}

const Secret& header(const Configuration& c) {
  return c.sources.at(0).headers.at("X-Key");
}

std::string with_header(const std::string& value) {
  return "sources: [{feed: https://example.org/f, headers: {X-Key: \"" + value + "\"}}]";
}

TEST(Reference, ToAVariableIsItsValue) {
  const AFolder folder;
  const auto loaded = load_text(folder, "sinks: {s: {slack: '${env:URL}'}}",
                                environment_of({{"HOME", "/h"}, {"URL", "https://example.org/hunter2"}}));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(slack_url(*loaded).reveal(), "https://example.org/hunter2");
  EXPECT_EQ(slack_url(*loaded).shown(), "${env:URL}");
}

TEST(Reference, MayStandInsideOtherText) {
  const AFolder folder;
  folder.write("key", "abc\n");
  const auto loaded = load_text(folder, with_header("Bearer ${file:key}, $${x}"));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(header(*loaded).reveal(), "Bearer abc, ${x}");
  EXPECT_EQ(header(*loaded).shown(), "Bearer ${file:key}, $${x}");
}

TEST(Reference, ToAnEmptyVariableIsEmpty) {
  const AFolder folder;
  const auto loaded = load_text(folder, with_header("${env:K}"), environment_of({{"HOME", "/h"}, {"K", ""}}));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(header(*loaded).reveal(), "");
}

TEST(Reference, IsNotResolvedAgainInsideASecret) {
  const AFolder folder;
  const auto loaded =
      load_text(folder, with_header("${env:K}"), environment_of({{"HOME", "/h"}, {"K", "${env:HOME}"}}));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(header(*loaded).reveal(), "${env:HOME}");
}

TEST(Reference, MayStandForAPlainOption) {
  const AFolder folder;
  const auto loaded = load_text(folder, "log: {level: '${env:L}'}", environment_of({{"HOME", "/h"}, {"L", "debug"}}));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(loaded->log_level, LogLevel::debug);
}

TEST(Reference, MeansNothingInARulePack) {
  const AFolder folder;
  folder.write("p.yaml", "rules: [{id: a, match: '${env:NOPE}'}]");
  const auto packs = load_packs({folder.path() / "p.yaml"});
  ASSERT_TRUE(packs) << folder.mistakes(packs);
  EXPECT_EQ(packs->at(0).rules.at(0).match, "${env:NOPE}");
}

TEST(SecretFile, IsLookedForInTheCredentialsFirst) {
  const AFolder folder;
  const AFolder credentials;
  folder.write("key", "beside");
  credentials.write("key", "credential");
  const auto loaded =
      load_text(folder, with_header("${file:key}"),
                environment_of({{"HOME", "/h"}, {"CREDENTIALS_DIRECTORY", credentials.path().string()}}));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(header(*loaded).reveal(), "credential");
}

TEST(SecretFile, IsLookedForBesideTheConfigurationNext) {
  const AFolder folder;
  const AFolder credentials;
  folder.write("key", "beside");
  const auto loaded =
      load_text(folder, with_header("${file:key}"),
                environment_of({{"HOME", "/h"}, {"CREDENTIALS_DIRECTORY", credentials.path().string()}}));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(header(*loaded).reveal(), "beside");
}

TEST(SecretFile, MissingEverywhereNamesEveryPlace) {
  const AFolder folder;
  const auto loaded = load_text(folder, with_header("${file:key}"),
                                environment_of({{"HOME", "/h"}, {"CREDENTIALS_DIRECTORY", "/run/cred"}}));
  EXPECT_EQ(
      folder.mistakes(loaded),
      "c.yaml:1:59: sources[0].headers.X-Key: \"${file:key}\": there is no such file; looked for /run/cred/key and "
      "key. Put the secret there, or correct the name.");
}

TEST(SecretFile, OfAnAbsolutePathIsLookedForThereAlone) {
  const AFolder folder;
  const AFolder elsewhere;
  const auto file = elsewhere.write("key", "abc");
  const auto loaded = load_text(folder, with_header("${file:" + file.string() + "}"),
                                environment_of({{"HOME", "/h"}, {"CREDENTIALS_DIRECTORY", "/run/cred"}}));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(header(*loaded).reveal(), "abc");
}

struct EndRow {
  std::string name;
  std::string content;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const EndRow& row) { return out << row.name; }
};

class EndOfASecretFile : public testing::TestWithParam<EndRow> {};

TEST_P(EndOfASecretFile, LosesOneLineEnd) {
  const AFolder folder;
  folder.write("key", GetParam().content);
  const auto loaded = load_text(folder, "sources: [{feed: https://example.org/f, query: {k: '${file:key}'}}]");
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(loaded->sources.at(0).query.at("k").reveal(), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Files, EndOfASecretFile,
                         testing::Values(EndRow{"Without", "a", "a"}, EndRow{"One", "a\n", "a"},
                                         EndRow{"Two", "a\n\n", "a\n"}, EndRow{"OfWindows", "a\r\n", "a"},
                                         EndRow{"Blank", " a \n", " a "}, EndRow{"Empty", "", ""}),
                         [](const auto& row) { return row.param.name; });

struct BadFileRow {
  std::string name;
  std::string content;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const BadFileRow& row) { return out << row.name; }
};

class BadSecretFile : public testing::TestWithParam<BadFileRow> {};

TEST_P(BadSecretFile, IsRefusedWithoutShowingIt) {
  const AFolder folder;
  folder.write("key", GetParam().content);
  const std::string mistakes = folder.mistakes(load_text(folder, with_header("${file:key}")));
  EXPECT_THAT(mistakes, HasSubstr(GetParam().want));
  EXPECT_THAT(mistakes, Not(HasSubstr(kSecret)));
}

INSTANTIATE_TEST_SUITE_P(Files, BadSecretFile,
                         testing::Values(BadFileRow{"TooLarge", std::string(65 * 1024, 'a'),
                                                    "it is larger than 65536 bytes"},
                                         BadFileRow{"Nul", std::string("hunter2\0x", 9), "is no text"},
                                         BadFileRow{"NoUtf8", "hunter2\xff", "is no text"},
                                         BadFileRow{"LineBreakInAHeader", "hunter2\nX: y", "line break"}),
                         [](const auto& row) { return row.param.name; });

TEST(SecretFile, ThatIsAFolderIsRefused) {
  const AFolder folder;
  std::filesystem::create_directory(folder.path() / "key");
  EXPECT_THAT(folder.mistakes(load_text(folder, with_header("${file:key}"))), HasSubstr("no regular file"));
}

TEST(Secret, WrittenInClearIsShownAsStars) {
  const AFolder folder;
  const auto loaded = load_text(folder, with_header("hunter2"));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(header(*loaded).reveal(), "hunter2");
  EXPECT_EQ(header(*loaded).shown(), "***");
}

// Every way to get a secret position wrong, with the secret in clear and by reference.
class SecretPosition : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(SecretPosition, IsNeverInAMessage) {
  for (const std::string secret : {"hunter2", "${env:S}"}) {
    std::string yaml = GetParam().second;
    yaml.replace(yaml.find('@'), 1, secret);
    const AFolder folder;
    const std::string mistakes =
        folder.mistakes(load_text(folder, yaml, environment_of({{"HOME", "/h"}, {"S", std::string(kSecret)}})));
    EXPECT_NE(mistakes, "");
    EXPECT_THAT(mistakes, Not(HasSubstr(kSecret)));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Positions, SecretPosition,
    testing::Values(
        std::pair("SlackThatIsNoUrl", "sinks: {s: {slack: '@'}}"),
        std::pair("SlackOfAnotherScheme", "sinks: {s: {slack: '@://example.org/'}}"),
        std::pair("SlackAsAList", "sinks: {s: {slack: ['@']}}"),
        std::pair("SlackOfThisMachine", "sinks: {s: {slack: 'http://127.0.0.1/@'}}"),
        std::pair("SlackWithAPassword", "sinks: {s: {slack: 'https://me:@@example.org/'}}"),
        std::pair("WebhookWithABadPort", "sinks: {s: {webhook: 'https://example.org:0/@'}}"),
        std::pair("WebhookBesideSlack",
                  "sinks: {s: {webhook: 'https://example.org/@', slack: 'https://example.org/'}}"),
        std::pair("WebhookBesideAnUnknownKey", "sinks: {s: {webhook: 'https://example.org/@', hedaers: {A: '@'}}}"),
        std::pair("SigningSecret", "sinks: {s: {webhook: 'https://example.org/', signing_secret: '@'}}"),
        std::pair("SigningSecretAsAMap", "sinks: {s: {webhook: 'https://example.org/', signing_secret: {a: '@'}}}"),
        std::pair("SinkAsText", "sinks: {s: '@'}"), std::pair("SinksAsText", "sinks: '@'"),
        std::pair("HeadersAsText", "sources: [{feed: https://example.org/f, headers: 'X: @'}]"),
        std::pair("HeaderAsAList", "sources: [{feed: https://example.org/f, headers: {X: ['@']}}]"),
        std::pair("OwnHeader", "sources: [{feed: https://example.org/f, headers: {Host: '@'}}]"),
        std::pair("HeadersMisspelled", "sources: [{feed: https://example.org/f, header: {X: '@'}}]"),
        std::pair("QueryAsText", "sources: [{feed: https://example.org/f, query: 'k=@'}]"),
        std::pair("QueryAsAMap", "sources: [{feed: https://example.org/f, query: {k: {v: '@'}}}]"),
        std::pair("OwnProperty", "sinks: {k: {brokers: 'a:1', properties: {acks: '@'}}}"),
        std::pair("PropertyAsAList", "sinks: {k: {brokers: 'a:1', properties: {sasl.password: ['@']}}}"),
        std::pair("KeyTwice", "sinks: {s: {slack: 'https://example.org/', slack: '@'}}"),
        std::pair("SourceUrlWithAPassword", "sources: [{feed: 'https://me:@@example.org/f'}]"),
        std::pair("ProxyThatIsNoUrl", "http: {http_proxy: '@'}"),
        std::pair("ProxyOfAnotherScheme", "http: {http_proxy: 'socks5://me:@@proxy:1080'}"),
        std::pair("ProxyWithoutAPort", "defaults: {http_proxy: 'http://me:@@proxy'}"),
        std::pair("ProxyAsAList", "sources: [{feed: https://example.org/f, http_proxy: ['http://me:@@proxy:1']}]"),
        std::pair("AuthAsText", "sources: [{feed: https://example.org/f, auth: 'me:@'}]"),
        std::pair("BasicAsText", "sources: [{feed: https://example.org/f, auth: {basic: 'me:@'}}]"),
        std::pair("BasicBesideBearer",
                  "sources: [{feed: https://example.org/f, auth: {basic: {user: me, password: '@'}, bearer: '@'}}]"),
        std::pair("BasicOfAColon",
                  "sources: [{feed: https://example.org/f, auth: {basic: {user: ':@', password: '@'}}}]"),
        std::pair("PasswordAsAList",
                  "sources: [{feed: https://example.org/f, auth: {basic: {user: me, password: ['@']}}}]"),
        std::pair("BearerOfTwoWords", "sources: [{feed: https://example.org/f, auth: {bearer: 'Bearer @'}}]"),
        std::pair("BearerBesideItsHeader",
                  "sources: [{feed: https://example.org/f, auth: {bearer: '@'}, headers: {authorization: '@'}}]"),
        std::pair("QuoteNeverClosed", "sources: [{feed: https://example.org/f, headers: {X: \"@}}]"),
        std::pair("BraceNeverClosed", "sources: [{feed: https://example.org/f, headers: {X: '@'")),
    [](const auto& row) { return row.param.first; });

// Positions that are shown when written in clear must still not show what a reference stands for.
class PlainPosition : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(PlainPosition, ShowsTheReferenceInsteadOfItsValue) {
  const AFolder folder;
  const std::string mistakes = folder.mistakes(load_text(
      folder, GetParam().second, environment_of({{"HOME", "/h"}, {"S", std::string(kSecret)}, {"ID", "hunter2"}})));
  EXPECT_THAT(mistakes, HasSubstr("${env:S}"));
  EXPECT_THAT(mistakes, Not(HasSubstr(kSecret)));
}

INSTANTIATE_TEST_SUITE_P(
    Positions, PlainPosition,
    testing::Values(std::pair("Enumeration", "log: {level: '${env:S}'}"),
                    std::pair("Duration", "shutdown: {grace: '${env:S}'}"),
                    std::pair("Number", "http: {redirects: '${env:S}'}"),
                    std::pair("Boolean", "defaults: {allow_private: '${env:S}'}"),
                    std::pair("Severity", "sinks: {s: {stdout: auto, at_least: '${env:S}'}}"),
                    std::pair("Brokers", "sinks: {k: {brokers: '${env:S}'}}"),
                    std::pair("Topic", "sinks: {k: {brokers: 'a:1', topic: '{${env:S}'}}"),
                    std::pair("CaFile", "http: {ca_file: '${env:S}'}"), std::pair("RuleFile", "rules: ['${env:S}']"),
                    std::pair("DuplicateId",
                              "sources: [{feed: https://example.org/a, id: '${env:S}'}, {feed: https://example.org/b, "
                              "id: '${env:S}'}]")),
    [](const auto& row) { return row.param.first; });

}  // namespace
}  // namespace tb::config
