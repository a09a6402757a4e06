// Reads what gen_news.py wrote. The files are our own, so a wrong one ends the program with a message and no more.
#include "corpus.hpp"

#include <fmt/format.h>

#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tb::bench {
namespace {

std::ifstream opened(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(fmt::format("{} cannot be read. Make it with scripts/bench.", file.string()));
  return stream;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

std::uint32_t read_number(std::istream& stream) {
  std::uint32_t number = 0;  // little-endian, as this machine has it
  stream.read(reinterpret_cast<char*>(&number), sizeof number);
  return number;
}

Leaf leaf_of(const std::vector<std::string>& columns) {
  Leaf leaf{.regex = columns.at(3)};
  if (columns.size() > 4) leaf.words = split(columns[4], '\x1f');
  if (columns[2] == "prox") {
    leaf.kind = Leaf::Kind::near;
    leaf.distance = std::stoi(leaf.words.at(2));
    leaf.words.resize(2);
  } else if (columns[2] == "re") {
    leaf.kind = Leaf::Kind::regex;
  }
  return leaf;
}

Postfix rule_of(const std::string& text) {
  Postfix steps;
  for (const std::string& word : split(text, ' ')) {
    if (word == "&") {
      steps.push_back({.kind = Step::Kind::all_of});
    } else if (word == "|") {
      steps.push_back({.kind = Step::Kind::any_of});
    } else if (word == "!") {
      steps.push_back({.kind = Step::Kind::negate});
    } else {
      steps.push_back({.kind = Step::Kind::leaf, .leaf = static_cast<std::uint32_t>(std::stoul(word))});
    }
  }
  return steps;
}

}  // namespace

std::vector<Item> read_items(const std::filesystem::path& file) {
  std::ifstream stream = opened(file);
  std::vector<Item> items(read_number(stream));
  for (Item& item : items) {
    item.body.resize(read_number(stream));
    stream.read(item.body.data(), static_cast<std::streamsize>(item.body.size()));
  }
  if (!stream) throw std::runtime_error(fmt::format("{} ends too early. Delete it and run again.", file.string()));
  return items;
}

RuleSheet read_rules(const std::filesystem::path& file) {
  std::ifstream stream = opened(file);
  RuleSheet sheet;
  for (std::string line; std::getline(stream, line);) {
    const std::vector<std::string> columns = split(line, '\t');
    if (columns.at(0) == "L") {
      sheet.leaves.push_back(leaf_of(columns));
    } else {
      sheet.rules.push_back(rule_of(columns.at(2)));
    }
  }
  return sheet;
}

std::string re2_pattern(const Leaf& leaf) {
  return leaf.kind == Leaf::Kind::regex ? leaf.regex : fmt::format("(?i:{})", leaf.regex);
}

}  // namespace tb::bench
