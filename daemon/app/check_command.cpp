// `tenbells check`.
#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "commands.hpp"
#include "loaded.hpp"

namespace tb::app {
namespace {

void print_json(const std::vector<config::Diagnostic>& mistakes) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> out(buffer);
  out.StartObject();
  out.Key("ok");
  out.Bool(mistakes.empty());
  out.Key("mistakes");
  out.StartArray();
  for (const config::Diagnostic& mistake : mistakes) {
    out.StartObject();
    out.Key("file");
    out.String(mistake.file);
    out.Key("line");
    out.Int(mistake.line);
    out.Key("column");
    out.Int(mistake.column);
    out.Key("message");
    out.String(mistake.message);
    out.EndObject();
  }
  out.EndArray();
  out.EndObject();
  fmt::print("{}\n", buffer.GetString());
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

int check_command(const std::filesystem::path& configuration, Output output) {
  const config::Checked<Loaded> loaded = load_and_compile(configuration, config::process_environment());
  if (output == Output::json) {
    print_json(loaded ? std::vector<config::Diagnostic>{} : loaded.error());
    return loaded ? kExitOk : kExitWrong;
  }
  if (!loaded) {
    for (const config::Diagnostic& mistake : loaded.error()) fmt::print(stderr, "{}\n", to_string(mistake));
    const std::size_t count = loaded.error().size();
    fmt::print(stderr, "{}: {} mistake{}\n", configuration.string(), count, count == 1 ? "" : "s");
    return kExitWrong;
  }
  fmt::print("{}: good ({}, {}, {})\n", configuration.string(), counted(loaded->configuration.sources.size(), "source"),
             counted(loaded->rules->size(), "rule"), counted(loaded->configuration.sinks.size(), "sink"));
  return kExitOk;
}

}  // namespace tb::app
