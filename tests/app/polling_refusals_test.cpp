// What is refused for safety's sake (addresses, redirects, certificates), in the whole daemon: not a byte goes where it
// must not, the other sources do not notice, and once all is right again the news comes.
#include <gmock/gmock.h>

#include "fakes/scripted_resolver.hpp"
#include "fakes/tls_server.hpp"
#include "polling_case.hpp"

namespace tb::app {
namespace {

using fakes::answer;
using fakes::ScriptedResolver;
using fakes::ScriptedServer;
using fakes::TlsIdentity;
using fakes::TlsServer;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// Public by the tables and yet nobody's: connecting there fails at once or soon, and reaches no one.
const std::string kNobody = "4000::1";

class PollingRefusals : public PollingCase {
 protected:
  // A source beside the one that is refused, which must not notice.
  std::string bystander(const ScriptedServer& server) {
    return "  - {feed: '" + server.url() + "', id: bystander, allow_private: true, first_poll: all}\n";
  }
};

class RedirectInside : public PollingRefusals, public testing::WithParamInterface<const char*> {};

// The source's proxy stands for a public server that redirects: nothing on loopback may be asked under the policy.
TEST_P(RedirectInside, IsRefusedForThatSourceAlone) {
  const ScriptedServer good(ScriptedServer::always(feed_answer({"Good ferry"})));
  const std::string location = "Location: " + std::string(GetParam()) + "\r\n";
  const ScriptedServer proxy(
      ScriptedServer::in_turn({answer("302 Found", location, ""), answer("301 Moved Permanently", location, ""),
                               answer("301 Moved Permanently", location, ""),
                               answer("301 Moved Permanently", location, ""), feed_answer({"Bad ferry"})}));
  configure("  - {feed: 'http://herald.example/feed', id: herald, first_poll: all, http_proxy: '" + proxy.url("") +
            "'}\n" + bystander(good));
  ScriptedResolver dns({ScriptedResolver::failure(ErrorKind::unavailable, "the proxy resolves")});
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start(dns));
  EXPECT_TRUE(run_until([&] { return rung("Bad ferry") == 1 && rung("Good ferry") == 1; }));
  EXPECT_THAT(proxy.requests(), Each(StartsWith("GET http://herald.example/feed ")));
  EXPECT_EQ(log_.count("the source fails source=herald outcome=failed reason=policy"), 1U)
      << testing::PrintToString(log_.lines());
  EXPECT_EQ(log_.count("the source fails"), 1U);
  EXPECT_EQ(log_.count("has moved the source"), 0U);
}

INSTANTIATE_TEST_SUITE_P(PollingRefusals, RedirectInside,
                         testing::Values("http://169.254.169.254/latest/meta-data/", "http://127.0.0.2/",
                                         "http://[::ffff:169.254.169.254]/", "file:///etc/passwd"),
                         [](const auto& row) { return "Location" + std::to_string(row.index); });

TEST_F(PollingRefusals, ANameThatIsReboundToLoopbackSendsItNoByte) {
  const ScriptedServer inside(ScriptedServer::always(feed_answer({"Inside ferry"})), "127.0.0.2");
  const ScriptedServer good(ScriptedServer::always(feed_answer({"Good ferry"})));
  configure("  - {feed: 'http://rebound.example:" + std::to_string(inside.port()) +
                "/', id: rebound, first_poll: all, backoff_ceiling: 60s}\n" + bystander(good),
            "http: {connect_timeout: 200ms}\n");
  ScriptedResolver dns({ScriptedResolver::addresses({kNobody}), ScriptedResolver::addresses({"127.0.0.2"}),
                        ScriptedResolver::addresses({kNobody, "::ffff:127.0.0.2"})});
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start(dns));
  EXPECT_TRUE(run_until([&] { return dns.asked().size() >= 6 && rung("Good ferry") == 1; }));
  EXPECT_THAT(inside.requests(), IsEmpty());
  EXPECT_THAT(log_.lines(), Contains(HasSubstr("127.0.0.2 is a loopback address")));
}

struct Certificate {
  std::string name;
  TlsIdentity identity;
  bool is_trusted = true;
};

void PrintTo(const Certificate& certificate, std::ostream* out) {
  *out << certificate.name;
}

class WrongCertificate : public PollingRefusals, public testing::WithParamInterface<Certificate> {};

TEST_P(WrongCertificate, IsRefusedUntilTheRightOneComes) {
  const TlsServer wrong(GetParam().identity, feed_answer({"Forged ferry"}));
  const TlsServer right({.names = "DNS:herald.example", .address = "127.0.0.3", .port = wrong.port()},
                        feed_answer({"True ferry"}));
  const std::string trusted = right.certificate() + (GetParam().is_trusted ? wrong.certificate() : std::string());
  const std::string ca_file = folder_.write("roots.pem", trusted).string();
  const ScriptedServer good(ScriptedServer::always(feed_answer({"Good ferry"})));
  configure("  - {feed: '" + wrong.url("herald.example") + "', id: herald, allow_private: true, first_poll: all}\n" +
                bystander(good),
            "http: {ca_file: '" + ca_file + "'}\n");
  const auto at_wrong = ScriptedResolver::addresses({"127.0.0.1"});
  ScriptedResolver dns({at_wrong, at_wrong, at_wrong, ScriptedResolver::addresses({"127.0.0.3"})});
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start(dns));
  EXPECT_TRUE(run_until([&] { return rung("True ferry") == 1 && rung("Good ferry") == 1; }))
      << testing::PrintToString(log_.lines());
  EXPECT_EQ(rung("Forged ferry"), 0U);
  EXPECT_EQ(log_.count("the source fails source=herald outcome=failed reason=tls"), 1U)
      << testing::PrintToString(log_.lines());
  EXPECT_EQ(log_.count("the source fails"), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    PollingRefusals, WrongCertificate,
    testing::Values(Certificate{"Expired", {.names = "DNS:herald.example", .valid_from = -7200, .valid_until = -3600}},
                    Certificate{"NotYetValid",
                                {.names = "DNS:herald.example", .valid_from = 3600, .valid_until = 7200}},
                    Certificate{"OfAnotherHost", {.names = "DNS:other.example"}},
                    Certificate{"SelfSigned", {.names = "DNS:herald.example"}, false}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tb::app
