// Every key of a configuration is taken and has its effect.
#include <gtest/gtest.h>

#include <functional>
#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Row {
  std::string name;
  std::string yaml;
  std::function<bool(const Configuration&)> has_effect;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

std::string name_of(const testing::TestParamInfo<Row>& row) {
  return row.param.name;
}

class Key : public testing::TestWithParam<Row> {};

TEST_P(Key, HasItsEffect) {
  const AFolder folder;
  folder.write("roots.pem", "");
  folder.write("packs/one.yaml", kGoodPack);
  const auto loaded = load_text(folder, GetParam().yaml);
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_TRUE(GetParam().has_effect(*loaded));
}

// A source with these options, written in flow style.
std::string feed(const std::string& options) {
  return "sources: [{feed: https://example.org/f, " + options + "}]";
}
std::string api(const std::string& options) {
  return "sources: [{api: https://example.org/a, items: /r, " + options + "}]";
}

std::string with_websub(const std::string& yaml) {
  return "websub: {callback: https://news.example.org/}\n" + yaml;
}

const source::Options& first(const Configuration& c) {
  return c.sources.at(0);
}

std::vector<Row> of_sources() {
  return {
      {"Feed", "sources: [{feed: https://example.org/f}]",
       [](const auto& c) { return first(c).url == "https://example.org/f" && first(c).kind == source::Kind::feed; }},
      {"IdOfTheUrl", "sources: [{feed: 'https://www.Example.org:8443/News/feed.xml?edition=us'}]",
       [](const auto& c) { return first(c).id == "example-org-8443-news-feed-xml"; }},
      {"Id", feed("id: mine"), [](const auto& c) { return first(c).id == "mine"; }},
      {"Tags", feed("tags: [a, b]"),
       [](const auto& c) {
         return first(c).tags == std::vector<std::string>{"a", "b"};
       }},
      {"Every", feed("every: 90s"), [](const auto& c) { return first(c).schedule.every == seconds(90); }},
      {"Fastest", feed("fastest: 5s"), [](const auto& c) { return first(c).schedule.fastest == seconds(5); }},
      {"BackoffCeiling", feed("backoff_ceiling: 2h"),
       [](const auto& c) { return first(c).schedule.backoff_ceiling == seconds(7200); }},
      {"IgnoreFreshness", feed("ignore_freshness: true"),
       [](const auto& c) { return first(c).schedule.ignore_freshness; }},
      {"IgnoreFreshnessTakenBack", "defaults: {ignore_freshness: true}\n" + feed("ignore_freshness: false"),
       [](const auto& c) { return !first(c).schedule.ignore_freshness; }},
      {"Jitter", feed("jitter: 0.25"), [](const auto& c) { return first(c).schedule.jitter == 0.25; }},
      {"JitterAsAWholeNumber", feed("jitter: 0"), [](const auto& c) { return first(c).schedule.jitter == 0; }},
      {"FirstPollAll", feed("first_poll: all"),
       [](const auto& c) { return first(c).first_poll == source::FirstPoll::all; }},
      {"FirstPollBaseline", "defaults: {first_poll: all}\n" + feed("first_poll: baseline"),
       [](const auto& c) { return first(c).first_poll == source::FirstPoll::baseline; }},
      {"AllowPrivate", "sources: [{feed: 'http://127.0.0.1/f', allow_private: true}]",
       [](const auto& c) { return first(c).allow_private; }},
      {"AllowPrivateInCapitals", "sources: [{feed: 'http://127.0.0.1/f', allow_private: TRUE}]",
       [](const auto& c) { return first(c).allow_private; }},
      {"AllowPrivateTakenBack", "defaults: {allow_private: true}\n" + feed("allow_private: false"),
       [](const auto& c) { return !first(c).allow_private; }},
      {"HttpProxy", feed("http_proxy: 'http://proxy:3128'"),
       [](const auto& c) { return first(c).http_proxy == "http://proxy:3128"; }},
      {"HttpProxyNone", "http: {http_proxy: 'http://proxy:3128'}\n" + feed("http_proxy: none"),
       [](const auto& c) { return first(c).http_proxy == "" && c.http.proxy == "http://proxy:3128"; }},
      {"HttpProxyLeftToHttp", "http: {http_proxy: 'http://proxy:3128'}\n" + feed("tags: []"),
       [](const auto& c) { return first(c).http_proxy == std::nullopt; }},
      {"RespectRobots", feed("respect_robots: true"), [](const auto& c) { return first(c).respect_robots; }},
      {"RespectRobotsTakenBack", "defaults: {respect_robots: true}\n" + feed("respect_robots: false"),
       [](const auto& c) { return !first(c).respect_robots; }},
      {"WebsubLeftOut", feed("websub: false"), [](const auto& c) { return !first(c).websub; }},
      {"WebsubByDefault", feed("tags: []"), [](const auto& c) { return first(c).websub; }},
      {"WebsubTakenBack", with_websub("defaults: {websub: false}\n" + feed("websub: true")),
       [](const auto& c) { return first(c).websub; }},
      {"Auth", feed("auth: {bearer: abc}"),
       [](const auto& c) { return first(c).headers.at("Authorization").reveal() == "Bearer abc"; }},
      {"Headers", feed("headers: {X-Key: abc}"),
       [](const auto& c) { return first(c).headers.at("X-Key").reveal() == "abc"; }},
      {"Query", feed("query: {q: china OR taiwan, page-size: 50, full: true}"),
       [](const auto& c) {
         const auto& query = first(c).query;
         return query.at("q").reveal() == "china OR taiwan" && query.at("page-size").reveal() == "50" &&
                query.at("full").reveal() == "true";
       }},
      {"Api", api("fields: {title: /t}"), [](const auto& c) { return first(c).kind == source::Kind::api; }},
      {"Items", api("fields: {title: /t}"), [](const auto& c) { return first(c).mapping.items == "/r"; }},
      {"ItemsAtTheTop", "sources: [{api: https://example.org/a, items: '', fields: {title: /t}}]",
       [](const auto& c) { return first(c).mapping.items.empty(); }},
      {"Fields", api("fields: {title: /t, link: /a~1b}"),
       [](const auto& c) { return first(c).mapping.fields.at("link") == "/a~1b"; }},
      {"SummaryWithoutTitle", api("fields: {summary: /s}"),
       [](const auto& c) { return first(c).mapping.fields.size() == 1; }},
  };
}
INSTANTIATE_TEST_SUITE_P(OfASource, Key, testing::ValuesIn(of_sources()), name_of);

std::vector<Row> of_defaults() {
  return {
      {"Every", "defaults: {every: 10m}", [](const auto& c) { return first(c).schedule.every == seconds(600); }},
      {"Fastest", "defaults: {fastest: 1m}", [](const auto& c) { return first(c).schedule.fastest == seconds(60); }},
      {"IgnoreFreshness", "defaults: {ignore_freshness: true}",
       [](const auto& c) { return first(c).schedule.ignore_freshness; }},
      {"HttpProxy", "defaults: {http_proxy: 'http://proxy:3128'}",
       [](const auto& c) { return first(c).http_proxy == "http://proxy:3128" && c.http.proxy.empty(); }},
      {"FirstPoll", "defaults: {first_poll: all}",
       [](const auto& c) { return first(c).first_poll == source::FirstPoll::all; }},
      {"AllowPrivate", "defaults: {allow_private: true}\nsources: [{feed: http://localhost/f}]",
       [](const auto& c) { return first(c).allow_private; }},
      {"BackoffCeiling", "defaults: {backoff_ceiling: 1d}",
       [](const auto& c) { return first(c).schedule.backoff_ceiling == seconds(86400); }},
      {"Jitter", "defaults: {jitter: 0.5}", [](const auto& c) { return first(c).schedule.jitter == 0.5; }},
      {"RespectRobots", "defaults: {respect_robots: true}", [](const auto& c) { return first(c).respect_robots; }},
      {"Websub", "defaults: {websub: false}", [](const auto& c) { return !first(c).websub; }},
  };
}
INSTANTIATE_TEST_SUITE_P(OfDefaults, Key, testing::ValuesIn(of_defaults()), name_of);

template <class Target>
const Target& target(const Configuration& c) {
  return std::get<Target>(c.sinks.at(0).target);
}

std::vector<Row> of_sinks() {
  const std::string kafka = "sinks: {k: {brokers: 'a:9092,[::1]:9093', ";
  const std::string hook = "sinks: {h: {webhook: 'https://example.org/h', ";
  return {
      {"NoneIsStandardOutput", "log: {level: info}",
       [](const auto& c) {
         return c.sinks.size() == 1 && c.sinks[0].name == "stdout" &&
                target<sink::StdoutOptions>(c).format == sink::StdoutFormat::automatic;
       }},
      {"OrderOfTheFile", "sinks: {z: {stdout: auto}, a: {stdout: auto}}",
       [](const auto& c) { return c.sinks.at(0).name == "z" && c.sinks.at(1).name == "a"; }},
      {"AtLeast", "sinks: {s: {stdout: auto, at_least: flash}}",
       [](const auto& c) { return c.sinks[0].at_least == Severity::flash; }},
      {"Brokers", kafka + "}}",
       [](const auto& c) { return target<sink::KafkaOptions>(c).brokers == "a:9092,[::1]:9093"; }},
      {"TopicByDefault", kafka + "}}",
       [](const auto& c) { return target<sink::KafkaOptions>(c).topic == "tenbells.alerts.v1"; }},
      {"Topic", kafka + "topic: 'a.{pack}.{rule}-{severity}'}}",
       [](const auto& c) { return target<sink::KafkaOptions>(c).topic == "a.{pack}.{rule}-{severity}"; }},
      {"CreateTopics", kafka + "create_topics: false}}",
       [](const auto& c) { return !target<sink::KafkaOptions>(c).create_topics; }},
      {"Properties", kafka + "properties: {linger.ms: 5, client.id: me}}}",
       [](const auto& c) {
         const auto& properties = target<sink::KafkaOptions>(c).properties;
         return properties.at("linger.ms").reveal() == "5" && properties.at("client.id").reveal() == "me";
       }},
      {"Webhook", hook + "}}",
       [](const auto& c) {
         const auto& webhook = target<sink::WebhookOptions>(c);
         return webhook.url.reveal() == "https://example.org/h" && webhook.shape == sink::WebhookShape::generic;
       }},
      {"SigningSecret", hook + "signing_secret: whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0}}",
       [](const auto& c) { return target<sink::WebhookOptions>(c).signing_secret.reveal().size() == 38; }},
      {"WebhookOfThisMachine", "sinks: {h: {webhook: 'http://127.0.0.1/h', allow_private: true}}",
       [](const auto& c) { return target<sink::WebhookOptions>(c).allow_private; }},
      {"Slack", "sinks: {s: {slack: 'https://example.org/s'}}",
       [](const auto& c) { return target<sink::WebhookOptions>(c).shape == sink::WebhookShape::slack; }},
      {"StdoutHuman", "sinks: {s: {stdout: human}}",
       [](const auto& c) { return target<sink::StdoutOptions>(c).format == sink::StdoutFormat::human; }},
      {"StdoutNdjson", "sinks: {s: {stdout: ndjson}}",
       [](const auto& c) { return target<sink::StdoutOptions>(c).format == sink::StdoutFormat::ndjson; }},
  };
}
INSTANTIATE_TEST_SUITE_P(OfASink, Key, testing::ValuesIn(of_sinks()), name_of);

std::vector<Row> of_limits() {
  return {
      {"Contact", "http: {contact: 'mailto:a@example.org'}",
       [](const auto& c) { return c.http.contact == "mailto:a@example.org"; }},
      {"ContactOfAnySign", R"(http: {contact: "http://[2001:db8::1]/~a*b'c+d?e=f"})",
       [](const auto& c) { return c.http.contact == "http://[2001:db8::1]/~a*b'c+d?e=f"; }},
      {"CaFile", "http: {ca_file: roots.pem}", [](const auto& c) { return c.http.ca_file.ends_with("/roots.pem"); }},
      {"HttpProxy", "http: {http_proxy: 'http://proxy:3128'}",
       [](const auto& c) { return c.http.proxy == "http://proxy:3128"; }},
      {"HttpProxyNone", "http: {http_proxy: none}", [](const auto& c) { return c.http.proxy.empty(); }},
      {"BodyLimit", "http: {body_limit: 1MiB}", [](const auto& c) { return c.http.limits.body == 1_MiB; }},
      {"InflatedLimit", "http: {inflated_limit: 1GiB}",
       [](const auto& c) { return c.http.limits.inflated == 1024_MiB; }},
      {"HeaderLimit", "http: {header_limit: 2048B}", [](const auto& c) { return c.http.limits.headers == 2_KiB; }},
      {"HeaderFields", "http: {header_fields: 50}", [](const auto& c) { return c.http.limits.header_fields == 50; }},
      {"InflationRatio", "http: {inflation_ratio: 12.5}",
       [](const auto& c) { return c.http.limits.inflation_ratio == 12.5; }},
      {"InflationRatioAsAWholeNumber", "http: {inflation_ratio: 200}",
       [](const auto& c) { return c.http.limits.inflation_ratio == 200; }},
      {"LeastRate", "http: {least_rate: 2KiB}", [](const auto& c) { return c.http.limits.least_rate == 2_KiB; }},
      {"RateWindow", "http: {rate_window: 10s}",
       [](const auto& c) { return c.http.limits.rate_window == milliseconds(10'000); }},
      {"IdleTimeout", "http: {idle_timeout: 5m}",
       [](const auto& c) { return c.http.limits.idle == milliseconds(300'000); }},
      {"IdleConnections", "http: {idle_connections: 0}",
       [](const auto& c) { return c.http.limits.idle_connections == 0; }},
      {"Redirects", "http: {redirects: 0}", [](const auto& c) { return c.http.limits.redirects == 0; }},
      {"ResolveTimeout", "http: {resolve_timeout: 500ms}",
       [](const auto& c) { return c.http.limits.resolve == milliseconds(500); }},
      {"ConnectTimeout", "http: {connect_timeout: 1m}",
       [](const auto& c) { return c.http.limits.connect == milliseconds(60'000); }},
      {"HandshakeTimeout", "http: {handshake_timeout: 3s}",
       [](const auto& c) { return c.http.limits.handshake == milliseconds(3'000); }},
      {"FirstByteTimeout", "http: {first_byte_timeout: 7s}",
       [](const auto& c) { return c.http.limits.first_byte == milliseconds(7'000); }},
      {"TotalTimeout", "http: {total_timeout: 1h}",
       [](const auto& c) { return c.http.limits.total == milliseconds(3'600'000); }},
      {"MaxItems", "feed: {max_items: 7}", [](const auto& c) { return c.feed.items == 7; }},
      {"TextLimit", "feed: {text_limit: 64KiB}", [](const auto& c) { return c.feed.text == 64_KiB; }},
      {"JsonDepth", "feed: {json_depth: 16}", [](const auto& c) { return c.feed.json_depth == 16; }},
      {"XmlDepth", "feed: {xml_depth: 17}", [](const auto& c) { return c.feed.xml_depth == 17; }},
      {"JournalPath", "journal: {path: /var/lib/x.db}",
       [](const auto& c) { return c.journal.path == "/var/lib/x.db"; }},
      {"JournalPathOfTheFolder", "journal: {path: x.db}",
       [](const auto& c) { return c.journal.path.is_absolute() && c.journal.path.filename() == "x.db"; }},
      {"JournalByDefault", "log: {level: info}",
       [](const auto& c) { return c.journal.path == "/home/desk/.local/state/tenbells/journal.db"; }},
      {"LogDebug", "log: {level: debug}", [](const auto& c) { return c.log_level == LogLevel::debug; }},
      {"LogWarning", "log: {level: warning}", [](const auto& c) { return c.log_level == LogLevel::warning; }},
      {"LogError", "log: {level: error}", [](const auto& c) { return c.log_level == LogLevel::error; }},
      {"Grace", "shutdown: {grace: 2s}", [](const auto& c) { return c.shutdown_grace == milliseconds(2'000); }},
      {"Concurrent", "polling: {concurrent: 3}", [](const auto& c) { return c.concurrent_polls == 3; }},
      {"OriginConcurrent", "polling: {origin: {concurrent: 5}}",
       [](const auto& c) { return c.origins.concurrent == 5 && c.origins.spacing == milliseconds(1'000); }},
      {"OriginSpacing", "polling: {origin: {spacing: 250ms}}",
       [](const auto& c) { return c.origins.spacing == milliseconds(250) && c.origins.concurrent == 2; }},
      {"OriginSpacingOfNothing", "polling: {origin: {spacing: 0s}}",
       [](const auto& c) { return c.origins.spacing == milliseconds(0); }},
      {"FreshnessCeiling", "polling: {freshness_ceiling: 2d}",
       [](const auto& c) { return c.etiquette.freshness_ceiling == seconds(2 * 86400); }},
      {"TtlCeiling", "polling: {ttl_ceiling: 1d}",
       [](const auto& c) { return c.etiquette.ttl_ceiling == seconds(86400); }},
      {"RetryAfterCeiling", "polling: {retry_after_ceiling: 30d}",
       [](const auto& c) { return c.etiquette.retry_after_ceiling == seconds(30 * 86400); }},
      {"UnconditionalFloor", "polling: {unconditional_floor: 1h}",
       [](const auto& c) { return c.etiquette.unconditional_floor == seconds(3600); }},
      {"ThrottledCeiling", "polling: {throttled_ceiling: 6h}",
       [](const auto& c) { return c.etiquette.throttled_ceiling == seconds(6 * 3600); }},
      {"RefusedFloor", "polling: {refused_floor: 12h}",
       [](const auto& c) { return c.etiquette.refused_floor == seconds(12 * 3600); }},
      {"MissingWait", "polling: {missing_wait: 12h}",
       [](const auto& c) { return c.etiquette.missing_wait == seconds(12 * 3600); }},
      {"MissingPatience", "polling: {missing_patience: 90d}",
       [](const auto& c) { return c.etiquette.missing_patience == seconds(90 * 86400); }},
      {"PushStretch", "polling: {push_stretch: 2.5}", [](const auto& c) { return c.etiquette.push_stretch == 2.5; }},
      {"MovesBeforeAdoption", "polling: {moves_before_adoption: 7}",
       [](const auto& c) { return c.moves_before_adoption == 7; }},
      {"RulesOfAFolder", "rules: [packs]", [](const auto& c) { return c.packs.at(0).name == "one"; }},
      {"SameRuleFileTwiceIsOnePack", "rules: [packs, ./packs/one.yaml]",
       [](const auto& c) { return c.packs.size() == 1; }},
      {"AliasAndMerge", "defaults: &d {every: 7m}\nsources: [{feed: https://example.org/f, <<: *d, tags: [a]}]",
       [](const auto& c) { return first(c).schedule.every == seconds(420) && first(c).tags.size() == 1; }},
  };
}
INSTANTIATE_TEST_SUITE_P(OfTheRest, Key, testing::ValuesIn(of_limits()), name_of);

std::vector<Row> of_websub() {
  const std::string section = "websub: {callback: https://news.example.org/, ";
  return {
      {"Callback", "websub: {callback: https://news.example.org/websub/}",
       [](const auto& c) { return c.websub.callback == "https://news.example.org/websub/"; }},
      {"Listen", section + "listen: '0.0.0.0:80'}", [](const auto& c) { return c.websub.listen == "0.0.0.0:80"; }},
      {"Lease", section + "lease: 10m}", [](const auto& c) { return c.websub.lease == seconds(600); }},
      {"BodyLimit", section + "body_limit: 1MiB}", [](const auto& c) { return c.websub.body == 1_MiB; }},
      {"DeliveriesPerSecond", section + "deliveries_per_second: 3}",
       [](const auto& c) { return c.websub.deliveries_per_second == 3; }},
  };
}
INSTANTIATE_TEST_SUITE_P(OfWebsub, Key, testing::ValuesIn(of_websub()), name_of);

TEST(Defaults, AreThoseOfTheModules) {
  const AFolder folder;
  const auto loaded = load_text(folder, "");
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(loaded->http, http::Options());
  EXPECT_EQ(loaded->feed, feed::Limits());
  EXPECT_EQ(loaded->sources.at(0).schedule, schedule::Options());
  EXPECT_EQ(loaded->etiquette, schedule::Etiquette());
  EXPECT_EQ(loaded->origins, source::OriginLimits());
  EXPECT_EQ(loaded->websub, source::WebsubOptions());
}

}  // namespace
}  // namespace tb::config
