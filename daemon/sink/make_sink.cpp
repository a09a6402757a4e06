// From options to the sink of that kind.
#include "kafka_producer.hpp"
#include "kafka_sink.hpp"
#include "standard_webhook.hpp"
#include "stdout_sink.hpp"
#include "tenbells/sink/sink.hpp"
#include "webhook_sink.hpp"

namespace tb::sink {
namespace {

template <class... Makers>
struct Overloaded : Makers... {
  using Makers::operator()...;
};
template <class... Makers>
Overloaded(Makers...) -> Overloaded<Makers...>;

}  // namespace

Result<std::unique_ptr<Sink>> make_sink(const Options& options, const Surroundings& around) {
  using Made = Result<std::unique_ptr<Sink>>;
  const Overloaded make{
      [&](const StdoutOptions& target) -> Made { return std::make_unique<StdoutSink>(target, around.sleeper); },
      [&](const WebhookOptions& target) -> Made {
        return std::make_unique<WebhookSink>(options.name, target, around.client, around.clock);
      },
      [&](const KafkaOptions& target) -> Made { return KafkaSink::make(options.name, target, around.executor); },
  };
  if (Result<void> good = check(options); !good) return fail(std::move(good).error());
  return std::visit(make, options.target);
}

Result<void> check(const Options& options) {
  const Overloaded look{
      [](const StdoutOptions&) -> Result<void> { return {}; },
      [](const WebhookOptions& target) -> Result<void> { return check_signing_secret(target.signing_secret); },
      [](const KafkaOptions& target) -> Result<void> { return check_settings(target); },
  };
  Result<void> looked = std::visit(look, options.target);
  if (!looked) return fail(std::move(looked).error().during("set up the sink " + options.name));
  return looked;
}

}  // namespace tb::sink
