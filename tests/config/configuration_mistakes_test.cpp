// What is wrong in a configuration, and how it is told: each row is one mistake, its exact place and words.
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

struct Row {
  std::string_view name;
  std::string_view yaml;
  std::string_view want;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

std::string name_of(const testing::TestParamInfo<Row>& row) {
  return std::string(row.param.name);
}

class Mistake : public testing::TestWithParam<Row> {};

TEST_P(Mistake, IsToldWithItsPlaceAndWhatWouldBeRight) {
  const AFolder folder;
  std::filesystem::create_directory(folder.path() / "empty");
  const Environment environment = environment_of({{"HOME", "/home/desk"}, {"KEY", "1"}});
  EXPECT_EQ(folder.mistakes(load_text(folder, std::string(GetParam().yaml), environment)), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Configuration, Mistake,
    testing::ValuesIn(std::vector<Row>{
        Row{"UnknownKeyAtTheTop", R"(sorces: []
sources: [{feed: https://example.org/f}])",
            "c.yaml:1:1: sorces: there is no such key. Did you mean `sources`?"},
        Row{"UnknownKeyWithoutANearOne", "zzzzzz: 1",
            "c.yaml:1:1: zzzzzz: there is no such key; the keys here are sources, rules, sinks, defaults, http, feed, "
            "journal, log, shutdown, polling, websub"},
        Row{"UnknownKeyInASource", R"(sources:
  - feed: https://example.org/f
    evry: 60s)",
            "c.yaml:3:5: sources[0].evry: there is no such key. Did you mean `every`?"},
        Row{"MisspelledKindIsOneMistake", R"(sources:
  - fed: https://example.org/f)",
            "c.yaml:2:5: sources[0].fed: there is no such key. Did you mean `feed`?"},
        Row{"UnknownKeyInASink", R"(sinks:
  desk: {slack: https://example.org/hook, at-least: urgent})",
            "c.yaml:2:43: sinks.desk.at-least: there is no such key. Did you mean `at_least`?"},
        Row{"UnknownKeyInHttp", "http: {timeout: 5s}",
            "c.yaml:1:8: http.timeout: there is no such key; the keys here are contact, ca_file, http_proxy, "
            "body_limit, "
            "inflated_limit, inflation_ratio, header_limit, header_fields, redirects, resolve_timeout, "
            "connect_timeout, handshake_timeout, first_byte_timeout, total_timeout, least_rate, rate_window, "
            "idle_timeout, idle_connections"},
        Row{"UnknownKeyInDefaults", "defaults: {id: x}",
            "c.yaml:1:12: defaults.id: there is no such key; the keys here are every, fastest, backoff_ceiling, "
            "jitter, ignore_freshness, first_poll, allow_private, http_proxy, respect_robots, websub"},
        Row{"EmptySources", "sources: []",
            "c.yaml:1:10: sources: this is empty: write a list of what to watch, such as `sources: [{feed: "
            "https://example.org/feed.xml}]`"},
        Row{"SourcesLeftBlank", "sources:",
            "c.yaml:1:1: sources: nothing stands where a list of sources belongs: write a list of what to watch, such "
            "as `sources: [{feed: https://example.org/feed.xml}]`"},
        Row{"SourcesAsAMap", "sources: {feed: https://example.org/f}",
            "c.yaml:1:10: sources: a map stands where a list of sources belongs: write a list of what to watch, such "
            "as `sources: [{feed: https://example.org/feed.xml}]`"},
        Row{"EmptyRules", "rules: []",
            "c.yaml:1:8: rules: this is empty: write a list of rule files or folders, such as `rules: "
            "[rules/us-china.yaml]`"},
        Row{"RulesAsText", "rules: pack.yaml",
            "c.yaml:1:8: rules: text stands where a list of rule packs belongs: write a list of rule files or folders, "
            "such as `rules: [rules/us-china.yaml]`"},
        Row{"RuleFileMissing", "rules: [nope.yaml]",
            R"(c.yaml:1:9: rules[0]: "nope.yaml": there is no such file or folder. Check the name.)"},
        Row{"RuleFolderEmpty", "rules: [empty]",
            R"(c.yaml:1:9: rules[0]: "empty": the folder holds no rule pack. Put a *.yaml file into it.)"},
        Row{"SourceAsText", "sources: [https://example.org/f]",
            "c.yaml:1:11: sources[0]: text stands where a source belongs: write `feed: https://…` for RSS or Atom, or "
            "`api: https://…` for a JSON API"},
        Row{"SourceWithoutKind", R"(sources:
  - tags: [us])",
            "c.yaml:2:5: sources[0]: one of `feed` and `api` is missing: write `feed: https://…` for RSS or Atom, or "
            "`api: https://…` for a JSON API"},
        Row{"SourceOfTwoKinds", R"(sources:
  - feed: https://example.org/f
    api: https://example.org/a
    items: ''
    fields: {title: /t})",
            "c.yaml:3:5: sources[0].api: `feed` and `api` stand in one source: keep one of them"},
        Row{"ApiWithoutItems", R"(sources:
  - api: https://example.org/a
    fields: {title: /t})",
            R"(c.yaml:2:5: sources[0]: `items` is missing beside `api`: add the path from the top, such as /response/results, or "" for the top itself (RFC 6901))"},
        Row{"ApiWithoutFields", R"(sources:
  - api: https://example.org/a
    items: /r)",
            "c.yaml:2:5: sources[0]: `fields` is missing beside `api`: add a JSON Pointer for each field, at least for "
            "`title` or `summary`: {title: /headline}"},
        Row{"ApiWithoutTitleOrSummary", R"(sources:
  - api: https://example.org/a
    items: /r
    fields: {link: /l})",
            "c.yaml:4:13: sources[0].fields: `title` or `summary` is missing: write a JSON Pointer for each field, at "
            "least for `title` or `summary`: {title: /headline}"},
        Row{"ApiWithAnUnknownField", R"(sources:
  - api: https://example.org/a
    items: /r
    fields: {title: /t, titel: /x})",
            "c.yaml:4:25: sources[0].fields.titel: there is no such key. Did you mean `title`?"},
        Row{"ItemsOfAFeed", R"(sources:
  - feed: https://example.org/f
    items: /r)",
            "c.yaml:3:5: sources[0].items: this belongs to a source with `api:`; a feed is read without it. Remove it, "
            "or say `api:`."},
        Row{"PointerWithoutSlash", R"(sources:
  - api: https://example.org/a
    items: results
    fields: {title: /t})",
            R"(c.yaml:3:12: sources[0].items: "results" is no JSON Pointer: write the path from the top, such as /response/results, or "" for the top itself (RFC 6901))"},
        Row{"PointerWithABadTilde", R"(sources:
  - api: https://example.org/a
    items: /a~2b
    fields: {title: /t})",
            R"(c.yaml:3:12: sources[0].items: "/a~2b" is no JSON Pointer: write the path from the top, such as /response/results, or "" for the top itself (RFC 6901))"},
        Row{"ApiPresetByName", R"(sources:
  - api: guardian
    items: /r
    fields: {title: /t})",
            R"(c.yaml:2:10: sources[0].api: "guardian" is a name, but no API is known by name yet: write its whole address, with `items:` and `fields:`)"},
        Row{"ApiPresetAsTheDesignHasIt", R"(sources:
  - api: guardian
    query: {q: china}
    key: x)",
            R"(c.yaml:2:10: sources[0].api: "guardian" is a name, but no API is known by name yet: write its whole address, with `items:` and `fields:`
c.yaml:4:5: sources[0].key: keys of known APIs are not built yet: write the key under `query:` or `headers:` by the name that the API has for it, such as `query: {api-key: "${file:key}"}`)"},
        Row{"OpmlIsNotBuiltYet", "sources: [{opml: feeds/asia.opml}]",
            "c.yaml:1:12: sources[0].opml: reading OPML is not built yet: list each of its feeds as a `feed:` of its "
            "own"},
        Row{"PushHasNoKeyAtASource", "sources: [{push: https://example.org/hub}]",
            "c.yaml:1:12: sources[0].push: no source has a key for this: write its `feed:`; where it names a hub it is "
            "subscribed to by itself, once `websub: {callback: …}` stands at the top"},
        Row{"HubHasNoKeyAtASource", "sources: [{feed: https://example.org/f, hub: https://example.org/hub}]",
            "c.yaml:1:41: sources[0].hub: no source has a key for this: write its `feed:`; where it names a hub it is "
            "subscribed to by itself, once `websub: {callback: …}` stands at the top"},
        Row{"SpoolIsNotBuiltYet", "sources: [{spool: /var/spool/news}]",
            "c.yaml:1:12: sources[0].spool: spool folders are not built yet: let a web server on this machine serve a "
            "feed of the folder, and add `allow_private: true`"},
        Row{"ChatOfAnotherKindIsNotBuiltYet", "sinks: {desk: {telegram: x, at_least: urgent}}",
            "c.yaml:1:16: sinks.desk.telegram: this kind of sink is not built yet: send alerts as JSON with `webhook:` "
            "to a relay of yours that turns them into its form"},
        Row{"UrlWithoutScheme", "sources: [{feed: example.org/feed.xml}]",
            "c.yaml:1:18: sources[0].feed: this is no URL. Write the whole address, such as "
            "https://example.org/feed.xml."},
        Row{"UrlOfAnotherScheme", "sources: [{feed: ftp://example.org/f}]",
            "c.yaml:1:18: sources[0].feed: this URL has another scheme than http and https. Write https://… or "
            "http://…."},
        Row{"UrlWithAPassword", "sources: [{feed: 'https://me:pw@example.org/f'}]",
            "c.yaml:1:18: sources[0].feed: this URL holds a user name or password, and URLs are shown in logs. Take it "
            "out; a source has `auth:` for it."},
        Row{"UrlWithoutHost", "sources: [{feed: 'https:///f'}]",
            "c.yaml:1:18: sources[0].feed: this URL names no host. Write the whole address, such as "
            "https://example.org/feed.xml."},
        Row{"UrlWithABadPort", "sources: [{feed: 'https://example.org:99999/f'}]",
            "c.yaml:1:18: sources[0].feed: this URL has no valid port. Write a number from 1 to 65535, or none."},
        Row{"UrlWithTwoPorts", "sources: [{feed: 'https://example.org:80:90/f'}]",
            "c.yaml:1:18: sources[0].feed: this URL has no valid port. Write a number from 1 to 65535, or none."},
        Row{"UrlWithBlanks", "sources: [{feed: 'https://example.org/a b'}]",
            "c.yaml:1:18: sources[0].feed: this is no URL. Write the whole address, such as "
            "https://example.org/feed.xml."},
        Row{"UrlWithLettersBeyondAscii", "sources: [{feed: https://例え.jp/f}]",
            "c.yaml:1:18: sources[0].feed: this is no URL, for it holds letters beyond ASCII. Percent-encode them; "
            "write a host in its xn-- form."},
        Row{"UrlThatIsANumber", "sources: [{feed: 42}]",
            "c.yaml:1:18: sources[0].feed: 42 is no URL: write the whole address, such as "
            "https://example.org/feed.xml"},
        Row{"ReferenceInASourceUrl", "sources: [{feed: 'https://example.org/f?key=${env:KEY}'}]",
            "c.yaml:1:18: sources[0].feed: the URL of a source is shown in logs and alerts, so it may hold no "
            "reference. Move the secret to `query:` or `headers:`."},
        Row{"LoopbackAddress", "sources: [{feed: 'http://127.0.0.1:8080/f'}]",
            "c.yaml:1:18: sources[0].feed: 127.0.0.1 is an address of this machine or a private network. If that is "
            "meant, add `allow_private: true` to the source."},
        Row{"LocalhostByName", "sources: [{feed: http://localhost/f}]",
            "c.yaml:1:18: sources[0].feed: localhost is an address of this machine or a private network. If that is "
            "meant, add `allow_private: true` to the source."},
        Row{"PrivateAddress", "sources: [{feed: http://192.168.1.5/f}]",
            "c.yaml:1:18: sources[0].feed: 192.168.1.5 is an address of this machine or a private network. If that is "
            "meant, add `allow_private: true` to the source."},
        Row{"LoopbackOfIpv6", "sources: [{feed: 'http://[::1]/f'}]",
            "c.yaml:1:18: sources[0].feed: [::1] is an address of this machine or a private network. If that is meant, "
            "add `allow_private: true` to the source."},
        Row{"SameIdTwice", R"(sources:
  - {feed: https://example.org/a, id: x}
  - {feed: https://example.org/b, id: x})",
            R"(c.yaml:3:39: sources[1].id: the id "x" is taken by the source in line 2: give one of them another `id:`)"},
        Row{"SameUrlTwice", R"(sources:
  - feed: https://example.org/f
  - feed: https://www.example.org/f/)",
            R"(c.yaml:3:11: sources[1].feed: the id "example-org-f" is taken by the source in line 2: give one of them another `id:`)"},
        Row{"BadId", "sources: [{feed: https://example.org/f, id: My Feed}]",
            R"(c.yaml:1:45: sources[0].id: "My Feed" is no id: write a short name of at most 100 of a-z, 0-9, _ and -, a letter or digit first)"},
        Row{"IdThatIsANumber", "sources: [{feed: https://example.org/f, id: 7}]",
            "c.yaml:1:45: sources[0].id: 7 is no id: write a short name of at most 100 of a-z, 0-9, _ and -, a letter "
            "or digit first"},
        Row{"TagsAsText", "sources: [{feed: https://example.org/f, tags: us}]",
            "c.yaml:1:47: sources[0].tags: text stands where a list of tags belongs: write a list of words, such as "
            "[official, us]"},
        Row{"TagThatIsANumber", "sources: [{feed: https://example.org/f, tags: [2024]}]",
            R"(c.yaml:1:48: sources[0].tags[0]: YAML reads 2024 as a number: put it in quotes, "2024")"},
        Row{"BareNumberAsDuration", "sources: [{feed: https://example.org/f, every: 60}]",
            "c.yaml:1:48: sources[0].every: 60 is no rhythm: write a whole number with a unit, such as 30s, 5m or 1h, "
            "or auto"},
        Row{"DurationOfUnknownUnit", "sources: [{feed: https://example.org/f, every: 5min}]",
            R"(c.yaml:1:48: sources[0].every: "5min" is no rhythm: write a whole number with a unit, such as 30s, 5m or 1h, or auto)"},
        Row{"DurationTooShort", "sources: [{feed: https://example.org/f, every: 500ms}]",
            R"(c.yaml:1:48: sources[0].every: "500ms" is out of range: write 1s to 30d)"},
        Row{"DurationTooLong", "sources: [{feed: https://example.org/f, every: 31d}]",
            R"(c.yaml:1:48: sources[0].every: "31d" is out of range: write 1s to 30d)"},
        Row{"DurationThatOverflows", "sources: [{feed: https://example.org/f, every: 99999999999999999999d}]",
            R"(c.yaml:1:48: sources[0].every: "99999999999999999999d" is out of range: write 1s to 30d)"},
        Row{"DurationNotInWholeSeconds", "sources: [{feed: https://example.org/f, every: 1500ms}]",
            R"(c.yaml:1:48: sources[0].every: "1500ms" is no whole number of seconds: write 2s)"},
        Row{"FirstPollMisspelled", "sources: [{feed: https://example.org/f, first_poll: basline}]",
            R"(c.yaml:1:53: sources[0].first_poll: "basline" is no first poll (baseline, all). Did you mean "baseline"?)"},
        Row{"YesIsNoBoolean", "sources: [{feed: https://example.org/f, allow_private: yes}]",
            R"(c.yaml:1:56: sources[0].allow_private: "yes" is no boolean: write true or false)"},
        Row{"QuotedTrueIsNoBoolean", "sources: [{feed: https://example.org/f, allow_private: 'true'}]",
            R"(c.yaml:1:56: sources[0].allow_private: "true" is no boolean: write true or false)"},
        Row{"JitterOutOfRange", "defaults: {jitter: 0.9}",
            "c.yaml:1:20: defaults.jitter: 0.9 is out of range: write 0 to 0.5"},
        Row{"HeaderNameWithABlank", "sources: [{feed: https://example.org/f, headers: {'a b': x}}]",
            R"(c.yaml:1:51: sources[0].headers."a b": this is no name of a header: write letters, digits and hyphens)"},
        Row{"HeaderOfOurOwn", "sources: [{feed: https://example.org/f, headers: {Host: x}}]",
            "c.yaml:1:51: sources[0].headers.Host: this header is written by Tenbells itself: remove it"},
        Row{"HeaderForTheProxy", "sources: [{feed: https://example.org/f, headers: {Proxy-Authorization: x}}]",
            "c.yaml:1:51: sources[0].headers.Proxy-Authorization: this header is written by Tenbells itself: remove "
            "it"},
        Row{"HeaderWithALineBreak", R"(sources: [{feed: https://example.org/f, headers: {X-A: "a\r\nX-B: b"}}])",
            "c.yaml:1:56: sources[0].headers.X-A: the value holds a line break, which no header can: write it in one "
            "line"},
        Row{"HeadersAsText", "sources: [{feed: https://example.org/f, headers: 'X-Api-Key: hunter2'}]",
            R"(c.yaml:1:50: sources[0].headers: text stands where a map of headers belongs: write name and value of each, such as {X-Api-Key: "${file:key}"})"},
        Row{"QueryWithANull", "sources: [{feed: https://example.org/f, query: {q: }}]",
            R"(c.yaml:1:49: sources[0].query.q: nothing stands where text belongs: write text, or a reference to it, such as "${file:api-key}")"},
        Row{"SinkAsText", "sinks: {desk: https://example.org/hunter2}",
            "c.yaml:1:15: sinks.desk: text stands where a sink belongs: write `brokers:` for Kafka, `webhook:`, "
            "`slack:` or `stdout:`"},
        Row{"SinkWithoutKind", "sinks: {desk: {at_least: urgent}}",
            "c.yaml:1:15: sinks.desk: one of `brokers`, `webhook`, `slack` and `stdout` is missing: write `brokers:` "
            "for Kafka, `webhook:`, `slack:` or `stdout:`"},
        Row{"SinkOfTwoKinds", "sinks: {desk: {slack: https://example.org/a, webhook: https://example.org/b}}",
            "c.yaml:1:16: sinks.desk.slack: `webhook` and `slack` stand in one sink: keep one of them"},
        Row{"SinkWithABadName", "sinks: {My Desk: {stdout: auto}}",
            R"(c.yaml:1:9: sinks."My Desk": this is no name for a sink: write at most 64 of a-z, 0-9, _ and -, a letter or digit first)"},
        Row{"SeverityMisspelled", R"(sinks:
  desk: {stdout: auto, at_least: urgnt})",
            R"(c.yaml:2:34: sinks.desk.at_least: "urgnt" is no severity (routine, urgent, bulletin, flash). Did you mean "urgent"?)"},
        Row{"StdoutOfAnotherForm", "sinks: {screen: {stdout: colour}}",
            R"(c.yaml:1:26: sinks.screen.stdout: "colour" is no form of output (auto, human, ndjson).)"},
        Row{"StdoutLeftBlank", "sinks: {screen: {stdout: }}",
            "c.yaml:1:18: sinks.screen.stdout: nothing stands where a form of output belongs: write auto, human or "
            "ndjson"},
        Row{"BrokerWithoutPort", "sinks: {k: {brokers: 'a:9092,b'}}",
            R"(c.yaml:1:22: sinks.k.brokers: "b" is no broker. Write host:port, several with commas between: kafka-1:9092,kafka-2:9092.)"},
        Row{"BrokersAsAList", "sinks: {k: {brokers: ['a:9092']}}",
            R"(c.yaml:1:22: sinks.k.brokers: a list stands where a list of brokers in one text belongs: write host:port, several with commas between: "kafka-1:9092,kafka-2:9092")"},
        Row{"TopicWithAnUnknownWord", "sinks: {k: {brokers: 'a:9092', topic: 'alerts.{pak}'}}",
            R"(c.yaml:1:39: sinks.k.topic: "{pak}" stands for nothing in a topic (pack, rule, severity). Did you mean "{pack}"?)"},
        Row{"TopicWithAnOpenBrace", "sinks: {k: {brokers: 'a:9092', topic: 'alerts.{pack'}}",
            R"(c.yaml:1:39: sinks.k.topic: in "alerts.{pack" a brace is opened and never closed. Write {pack}, {rule} or {severity}.)"},
        Row{"TopicWithABlank", "sinks: {k: {brokers: 'a:9092', topic: 'my alerts'}}",
            R"(c.yaml:1:39: sinks.k.topic: "my alerts" is no name for a topic. Kafka takes the letters A-Z and a-z, digits, and the characters . _ -)"},
        Row{"TopicOfASlackSink", "sinks: {desk: {slack: https://example.org/a, topic: alerts}}",
            "c.yaml:1:46: sinks.desk.topic: this belongs to a Kafka sink, which has `brokers:`. Remove it, or say "
            "where the brokers are."},
        Row{"PropertyThatIsOurs", "sinks: {k: {brokers: 'a:9092', properties: {enable.idempotence: false}}}",
            "c.yaml:1:45: sinks.k.properties.enable.idempotence: this property of librdkafka is not to be set: it is "
            "always on, for without it a retry doubles or reorders alerts; remove it"},
        Row{"PropertyThatHasItsOwnKey", "sinks: {k: {brokers: 'a:9092', properties: {bootstrap.servers: b}}}",
            "c.yaml:1:45: sinks.k.properties.bootstrap.servers: this property of librdkafka is not to be set: write "
            "the brokers under `brokers:`"},
        Row{"PropertyThatIsAcks", "sinks: {k: {brokers: 'a:9092', properties: {acks: 1}}}",
            "c.yaml:1:45: sinks.k.properties.acks: this property of librdkafka is not to be set: it is always `all`, "
            "as idempotence demands; remove it"},
        Row{"PropertyThatDropsAlertsInTime", "sinks: {k: {brokers: 'a:9092', properties: {message.timeout.ms: 5}}}",
            "c.yaml:1:45: sinks.k.properties.message.timeout.ms: this property of librdkafka is not to be set: alerts "
            "wait as long as it takes, the outbox decides; remove it"},
        Row{"PropertyThatDropsAlertsInTimeByItsAlias",
            "sinks: {k: {brokers: 'a:9092', properties: {delivery.timeout.ms: 5}}}",
            "c.yaml:1:45: sinks.k.properties.delivery.timeout.ms: this property of librdkafka is not to be set: alerts "
            "wait as long as it takes, the outbox decides; remove it"},
        Row{"PropertyThatIsACallback", "sinks: {k: {brokers: 'a:9092', properties: {dr_msg_cb: x}}}",
            "c.yaml:1:45: sinks.k.properties.dr_msg_cb: this property of librdkafka is not to be set: it is a "
            "callback, which cannot be written as text; remove it"},
        Row{"WebhookOfAnotherScheme", "sinks: {hook: {webhook: 'hunter2://example.org'}}",
            "c.yaml:1:25: sinks.hook.webhook: this URL has another scheme than http and https. Write https://… or "
            "http://…."},
        Row{"WebhookOfThisMachine", "sinks: {hook: {webhook: http://localhost:9000/hunter2}}",
            "c.yaml:1:25: sinks.hook.webhook: this is an address of this machine or a private network. If that is "
            "meant, add `allow_private: true` to the sink."},
        Row{"SigningSecretOfAnotherForm", "sinks: {hook: {webhook: https://example.org/h, signing_secret: hunter2}}",
            "c.yaml:1:64: sinks.hook.signing_secret: this is no signing secret: it is `whsec_` and the base64 of 24 to "
            "64 random bytes"},
        Row{"SigningSecretForSlack", "sinks: {desk: {slack: https://example.org/h, signing_secret: hunter2}}",
            "c.yaml:1:46: sinks.desk.signing_secret: this belongs to a sink with `webhook:`; Slack takes no signature. "
            "Remove it."},
        Row{"SizeWithADecimalUnit", "http: {body_limit: 15MB}",
            R"(c.yaml:1:20: http.body_limit: "15MB" is no size: write a whole number with a unit, such as 512B, 64KiB, 15MiB or 1GiB)"},
        Row{"SizeAsABareNumber", "http: {body_limit: 1048576}",
            "c.yaml:1:20: http.body_limit: 1048576 is no size: write a whole number with a unit, such as 512B, 64KiB, "
            "15MiB or 1GiB"},
        Row{"SizeOutOfRange", "http: {header_limit: 2MiB}",
            R"(c.yaml:1:22: http.header_limit: "2MiB" is out of range: write 1KiB to 1MiB)"},
        Row{"SizeThatOverflows", "http: {body_limit: 99999999999GiB}",
            R"(c.yaml:1:20: http.body_limit: "99999999999GiB" is out of range: write 1KiB to 1GiB)"},
        Row{"TooManyRedirects", "http: {redirects: 99}",
            "c.yaml:1:19: http.redirects: 99 is out of range: write 0 to 20"},
        Row{"RedirectsBelowNothing", "http: {redirects: -1}",
            "c.yaml:1:19: http.redirects: -1 is out of range: write 0 to 20"},
        Row{"TimeoutOutOfRange", "http: {total_timeout: 2h}",
            R"(c.yaml:1:23: http.total_timeout: "2h" is out of range: write 100ms to 1h)"},
        Row{"ContactBeyondAscii", R"(http: {contact: "Redaktion München"})",
            R"(c.yaml:1:17: http.contact: "Redaktion München" is no contact: write a URL or address in plain ASCII, without ( ) and \, such as "mailto:desk@example.org")"},
        Row{"RatioBelowOne", "http: {inflation_ratio: 0.5}",
            "c.yaml:1:25: http.inflation_ratio: 0.5 is out of range: write 1 to 10000"},
        Row{"RatioAsASize", "http: {inflation_ratio: 100MiB}",
            R"(c.yaml:1:25: http.inflation_ratio: "100MiB" is no ratio: write a number, such as 100)"},
        Row{"TooFewHeaderFields", "http: {header_fields: 1}",
            "c.yaml:1:23: http.header_fields: 1 is out of range: write 10 to 10000"},
        Row{"RateAsABareNumber", "http: {least_rate: 1024}",
            "c.yaml:1:20: http.least_rate: 1024 is no size: write a whole number with a unit, such as 512B, 64KiB, "
            "15MiB or 1GiB"},
        Row{"RateOfNothing", "http: {least_rate: 0B}",
            R"(c.yaml:1:20: http.least_rate: "0B" is out of range: write 1B to 1MiB)"},
        Row{"RateWindowTooShort", "http: {rate_window: 10ms}",
            R"(c.yaml:1:21: http.rate_window: "10ms" is out of range: write 1s to 10m)"},
        Row{"IdleTimeoutTooLong", "http: {idle_timeout: 1d}",
            R"(c.yaml:1:22: http.idle_timeout: "1d" is out of range: write 1s to 1h)"},
        Row{"IdleConnectionsBelowNothing", "http: {idle_connections: -1}",
            "c.yaml:1:26: http.idle_connections: -1 is out of range: write 0 to 1000000"},
        Row{"ContactThatEndsTheComment", R"_(http: {contact: "https://example.org/ (desk)"})_",
            R"_(c.yaml:1:17: http.contact: "https://example.org/ (desk)" is no contact: write a URL or address in plain ASCII, without ( ) and \, such as "mailto:desk@example.org")_"},
        Row{"CaFileMissing", "http: {ca_file: nope.pem}",
            R"(c.yaml:1:17: http.ca_file: "nope.pem" names no file: write the path of a PEM file with the roots to trust)"},
        Row{"CountWithAFraction", "polling: {concurrent: 1.5}",
            "c.yaml:1:23: polling.concurrent: 1.5 is no number of polls: write a whole number, such as 256"},
        Row{"CountOutOfRange", "feed: {max_items: 0}",
            "c.yaml:1:19: feed.max_items: 0 is out of range: write 1 to 1000000"},
        Row{"DepthTooDeep", "feed: {json_depth: 100000}",
            "c.yaml:1:20: feed.json_depth: 100000 is out of range: write 8 to 1000"},
        Row{"SectionAsANumber", "feed: 5",
            "c.yaml:1:7: feed: a number stands where a map belongs: write the bounds to change, such as `feed: "
            "{max_items: 10000}`"},
        Row{"LogLevelMisspelled", "log: {level: warn}",
            R"(c.yaml:1:14: log.level: "warn" is no log level (debug, info, warning, error). Did you mean "warning"?)"},
        Row{"GraceTooLong", "shutdown: {grace: 1h}",
            R"(c.yaml:1:19: shutdown.grace: "1h" is out of range: write 100ms to 10m)"},
        Row{"JournalPathLeftBlank", "journal: {path: ''}", "c.yaml:1:17: journal.path: this is empty: write text"},
        Row{"VariableNotSet", "sinks: {desk: {slack: '${env:NOPE}'}}",
            R"(c.yaml:1:24: sinks.desk.slack: "${env:NOPE}": the environment variable NOPE is not set. Set it where the daemon is started.)"},
        Row{"VariableWithABadName", "sinks: {desk: {slack: '${env:A-B}'}}",
            R"(c.yaml:1:24: sinks.desk.slack: "${env:A-B}": no environment variable can have this name. Use letters, digits and _.)"},
        Row{"FileOfASecretMissing", "sinks: {desk: {slack: '${file:nope}'}}",
            R"(c.yaml:1:24: sinks.desk.slack: "${file:nope}": there is no such file; looked for nope. Put the secret there, or correct the name.)"},
        Row{"ReferenceOfAnotherKind", "sinks: {desk: {slack: '${vault:x}'}}",
            R"(c.yaml:1:24: sinks.desk.slack: "${vault:x}": there is no such reference. Write ${env:NAME} or ${file:NAME}; a plain ${ is written $${.)"},
        Row{"ReferenceNeverClosed", "sinks: {desk: {slack: 'https://example.org/${env:KEY'}}",
            "c.yaml:1:44: sinks.desk.slack: a reference is opened here and never closed. Write ${env:NAME} or "
            "${file:NAME}; a plain ${ is written $${."},
        Row{"ReferenceWhereANumberBelongs", "http: {redirects: '${env:KEY}'}",
            R"(c.yaml:1:19: http.redirects: "${env:KEY}" is text, as every reference is, and no number of redirects: write a whole number, such as 5)"},
        Row{"DuplicateKey", R"(log: {level: info}
http: {redirects: 1}
log: {level: debug})",
            R"(c.yaml:3:1: "log" stands here twice, first in line 1: keep one)"},
        Row{"DuplicateKeyInsideASource", R"(sources:
  - feed: https://example.org/f
    every: 5m
    every: 6m)",
            R"(c.yaml:4:5: "every" stands here twice, first in line 3: keep one)"},
        Row{"MergeOfText", R"(http:
  <<: text
  redirects: 1)",
            "c.yaml:2:3: `<<` merges maps: give it the alias of a map, or a list of such aliases"},
        Row{"TagOfYaml", "log: !custom {level: info}",
            "c.yaml:1:6: tags (!name) mean nothing here: remove it; quote a value to make it text"},
        Row{"KeyThatIsAList", R"(? [a]
: b)",
            "c.yaml:1:3: a key must be text: write it as a word"},
    }),
    name_of);

class MissingSection : public testing::TestWithParam<Row> {};

TEST_P(MissingSection, IsToldWithWhatToAdd) {
  const AFolder folder;
  folder.write("pack.yaml", kGoodPack);
  const auto file = folder.write("c.yaml", GetParam().yaml);
  EXPECT_EQ(folder.mistakes(load(file, plain_environment())), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Configuration, MissingSection,
                         testing::ValuesIn(std::vector<Row>{
                             Row{"NoSources", "rules: [pack.yaml]",
                                 "c.yaml:1:1: `sources` is missing: add a list of what to watch, such as `sources: "
                                 "[{feed: https://example.org/feed.xml}]`"},
                             Row{"NoRules", "sources: [{feed: https://example.org/f}]",
                                 "c.yaml:1:1: `rules` is missing: add a list of rule files or folders, such as `rules: "
                                 "[rules/us-china.yaml]`"},
                             Row{"Both", "log: {level: info}",
                                 "c.yaml:1:1: `sources` is missing: add a list of what to watch, such as `sources: "
                                 "[{feed: https://example.org/feed.xml}]`\nc.yaml:1:1: `rules` is missing: add a list "
                                 "of rule files or folders, such as `rules: [rules/us-china.yaml]`"},
                         }),
                         name_of);

TEST(MissingFile, IsToldByItsName) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load(folder.path() / "nope.yaml", plain_environment())),
            "nope.yaml: there is no such file. Check the name.");
}

TEST(Folder, IsNoConfiguration) {
  const AFolder folder;
  std::filesystem::create_directory(folder.path() / "c.yaml");
  EXPECT_EQ(folder.mistakes(load(folder.path() / "c.yaml", plain_environment())),
            "c.yaml: it is no regular file. Name a file.");
}

TEST(Journal, HasNoPlaceWithoutAHome) {
  const AFolder folder;
  EXPECT_EQ(
      folder.mistakes(load_text(folder, "log: {level: info}", environment_of({}))),
      "c.yaml:1:1: there is no place for the journal, for neither STATE_DIRECTORY, XDG_STATE_HOME nor HOME is set. "
      "Add `journal: {path: …}`.");
}

}  // namespace
}  // namespace tb::config
