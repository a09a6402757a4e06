// bench_http tenbells|libcurl|idle …: one client under one load, against a server that compare.py has started. Prints
// one line of JSON. Exit: 0 measured, 2 usage, or it could not be measured.
#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <CLI/CLI.hpp>
#include <exception>

#include "curl_load.hpp"
#include "idle_connections.hpp"
#include "tenbells_load.hpp"

namespace {

constexpr int kNotMeasured = 2;

using Buffer = rapidjson::StringBuffer;
using Json = rapidjson::Writer<Buffer>;

void print_measured(const tb::bench::Measured& measured) {
  Buffer buffer;
  Json json(buffer);
  json.StartObject();
  json.Key("exchanges");
  json.Uint64(measured.exchanges);
  json.Key("resumed");
  json.Uint64(measured.resumed);
  json.Key("seconds");
  json.Double(measured.seconds);
  json.Key("processor_seconds");
  json.Double(measured.processor_seconds);
  json.Key("wrong");
  json.Uint64(measured.wrong);
  json.Key("why_wrong");
  json.String(measured.why_wrong);
  json.EndObject();
  fmt::print("{}\n", buffer.GetString());
}

void print_cost(const tb::bench::IdleCost& cost) {
  Buffer buffer;
  Json json(buffer);
  json.StartObject();
  json.Key("connections");
  json.Uint64(cost.connections);
  json.Key("resident");
  json.Uint64(cost.resident);
  json.Key("heap");
  json.Uint64(cost.heap);
  json.Key("wrong");
  json.String(cost.wrong);
  json.EndObject();
  fmt::print("{}\n", buffer.GetString());
}

void take_load(CLI::App& command, tb::bench::Load& load) {
  command.add_option("--url", load.url, "What is fetched")->required();
  command.add_option("--etag", load.etag, "Sent as If-None-Match");
  command.add_option("--ca-file", load.ca_file, "Trusted roots, PEM");
  command.add_option("--status", load.status, "That every answer must have");
  command.add_option("--body", load.body, "Bytes that every inflated body must have");
  command.add_option("--connections", load.connections, "Exchanges at once");
  command.add_option("--warm-up", load.warm_up, "Seconds that do not count");
  command.add_option("--seconds", load.seconds, "Seconds that count");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"Measures one HTTP client; prints a line of JSON."};
  program.require_subcommand(1);
  tb::bench::Load load;
  tb::bench::Idle idle;
  CLI::App* const tenbells = program.add_subcommand("tenbells", "Our client, one thread");
  CLI::App* const libcurl = program.add_subcommand("libcurl", "libcurl's multi interface, one thread");
  CLI::App* const leaving = program.add_subcommand("idle", "What an idle connection of our client costs");
  take_load(*tenbells, load);
  take_load(*libcurl, load);
  leaving->add_option("--url", idle.url, "With {} where the number of the origin stands")->required();
  leaving->add_option("--ca-file", idle.ca_file, "Trusted roots, PEM");
  leaving->add_option("--connections", idle.connections, "How many");
  try {
    program.parse(argc, argv);
    if (leaving->parsed()) {
      print_cost(tb::bench::open_and_leave(idle));
    } else {
      print_measured(tenbells->parsed() ? tb::bench::ask_with_tenbells(load) : tb::bench::ask_with_curl(load));
    }
    return 0;
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kNotMeasured;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_http: {}\n", error.what());
    return kNotMeasured;
  }
}
