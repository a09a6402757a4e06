// bench_decode PARSER SECONDS FILE…: how fast one of the parsers in C++ is, said as every peer says it
// (bench/peers/README.md). compare.py runs it beside the others. Exit: 0 measured, 2 usage, or a file cannot be read.
#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <CLI/CLI.hpp>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "parser.hpp"

namespace {

constexpr int kNotMeasured = 2;

const std::map<std::string, tb::bench::Parse> kParsers{
    {"tenbells", tb::bench::parse_with_tenbells},
    {"tenbells-languages", tb::bench::parse_with_tenbells_and_languages},
    {"tenbells-html", tb::bench::parse_with_tenbells_and_html},
    {"pugixml", tb::bench::parse_with_pugixml},
    {"expat", tb::bench::parse_with_expat},
    {"rapidjson", tb::bench::parse_with_rapidjson},
};

double processor_seconds() {
  std::timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

tb::Document document_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(fmt::format("{} cannot be read", path.string()));
  tb::Document document;
  document.bytes.assign(std::istreambuf_iterator<char>(file), {});
  document.url = "https://example.org/feed";
  return document;
}

struct Measured {
  std::vector<tb::bench::SixFields> items;
  double megabytes_per_second = 0;
};

Measured measure(tb::bench::Parse parse, const tb::Document& document, double seconds) {
  Measured measured{.items = parse(document)};  // also warms up
  std::size_t passes = 0;
  const double start = processor_seconds();
  double elapsed = 0;
  do {
    measured.items = parse(document);
    ++passes;
    elapsed = processor_seconds() - start;
  } while (elapsed < seconds);
  measured.megabytes_per_second = static_cast<double>(document.bytes.size() * passes) / 1e6 / elapsed;
  return measured;
}

std::string to_json(const std::filesystem::path& file, const Measured& measured) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.StartObject();
  json.Key("file");
  json.String(file.filename().string());
  json.Key("mb_per_second");
  json.Double(measured.megabytes_per_second);
  json.Key("titles");
  json.StartArray();
  for (const tb::bench::SixFields& item : measured.items) json.String(item.title);
  json.EndArray();
  json.EndObject();
  return buffer.GetString();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"Measures one parser over feeds; prints a line of JSON for each."};
  std::string parser;
  double seconds = 1;
  std::vector<std::filesystem::path> files;
  program.add_option("parser", parser, "Which")->required()->check(CLI::IsMember(kParsers));
  program.add_option("seconds", seconds, "Processor time for each file")->required();
  program.add_option("files", files, "Feeds")->required();
  try {
    program.parse(argc, argv);
    const tb::bench::Parse parse = kParsers.at(parser);
    for (const std::filesystem::path& file : files)
      fmt::print("{}\n", to_json(file, measure(parse, document_of(file), seconds)));
    return 0;
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kNotMeasured;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_decode: {}\n", error.what());
    return kNotMeasured;
  }
}
