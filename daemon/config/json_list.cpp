// The JSON form of an entity list, by RapidJSON's events. They carry no places: a value begins at the first byte behind
// the event before it that is neither blank nor punctuation.
#include "json_list.hpp"

#include <fmt/core.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "yaml_tree.hpp"

namespace tb::config {
namespace {

constexpr std::size_t kMaxDepth = 8;  // a name in `ambiguous` of an entity stands at 5

std::string escaped(std::string_view token) {  // RFC 6901 §3
  std::string out;
  for (const char c : token) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

// RapidJSON works on copies of its own streams, and a copy's progress cannot be asked for; of a stranger it makes none.
class PlacedStream : public rapidjson::StringStream {
 public:
  using rapidjson::StringStream::GenericStringStream;
};

class JsonList {
 public:
  JsonList(const FileText& text, const PlacedStream& stream, Findings& findings,
           const std::function<void(ListedEntity)>& take)
      : text_(text), stream_(stream), findings_(findings), take_(take) {}

  bool Null() { return add({.kind = Node::Kind::null, .at = begin()}); }
  bool Bool(bool value) { return add({.kind = Node::Kind::boolean, .text = value ? "true" : "false", .at = begin()}); }
  bool Int(int) { return false; }  // the numbers come as they are written
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* digits, rapidjson::SizeType length, bool) {
    const std::string_view text(digits, length);
    const bool is_whole = text.find_first_of(".eE") == std::string_view::npos;
    return add({.kind = is_whole ? Node::Kind::integer : Node::Kind::number, .text = std::string(text), .at = begin()});
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    Node node{.kind = Node::Kind::string, .text = std::string(text, length), .at = begin()};
    node.wrong = holds_bad_bytes(node);
    return add(std::move(node));
  }
  bool StartObject() { return open(Node::Kind::map); }
  bool StartArray() { return open(Node::Kind::list); }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    const std::size_t at = begin();
    Node key{.kind = Node::Kind::string, .text = std::string(text, length), .at = at};
    holds_bad_bytes(key);
    stack_.back().key = std::move(key.text);
    stack_.back().key_at = at;
    end_ = stream_.Tell();
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  // Where the value begins that the next event is about.
  std::size_t begin() const {
    return std::min(text_.bytes().size(), text_.bytes().find_first_not_of(" \t\r\n,:", end_));
  }

  // Whether the end of the parse was ours, and told.
  bool has_stopped() const { return has_stopped_; }

 private:
  struct Open {
    Node node;
    std::string key;  // of a map: of the member to come
    std::size_t key_at = 0;
    std::size_t count = 0;                      // of members
    std::unordered_set<std::string> keys = {};  // of a map
  };

  bool stop(std::size_t at, std::string message) {
    findings_.add(at, std::move(message));
    has_stopped_ = true;
    return false;
  }

  // An escape can make what no file may hold.
  bool holds_bad_bytes(const Node& text) {
    const std::optional<std::size_t> bad = first_bad_byte(text.text);
    if (!bad) return false;
    findings_.add(place_in_json(text_.bytes(), text.at, *bad),
                  "this escape stands for a character that no option can hold: remove it");
    return true;
  }

  bool open(Node::Kind kind) {
    const std::size_t at = begin();
    if (stack_.size() >= kMaxDepth) {
      return stop(at, fmt::format("this is nested deeper than {} levels; no entity needs that", kMaxDepth));
    }
    if (!count(at)) return false;
    stack_.push_back({.node = {.kind = kind, .at = at}, .key = {}, .keys = {}});
    end_ = stream_.Tell();
    return true;
  }

  bool close() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    end_ = stream_.Tell();
    return stack_.empty() || complete(std::move(node));
  }

  bool add(Node node) {
    end_ = stream_.Tell();
    if (!count(node.at)) return false;
    if (stack_.empty()) {
      return stop(node.at,
                  "an entity list is a map from ids to entities, or a list of entities: {\"id\": …} or "
                  "[{\"id\": …}]");
    }
    return complete(std::move(node));
  }

  bool count(std::size_t at) {
    if (++values_ <= kMaxListValues) return true;
    return stop(at, fmt::format("the file holds more than {} values: split it", kMaxListValues));
  }

  // A value is whole: it becomes a member of what is open, or an entity.
  bool complete(Node node) {
    Open& parent = stack_.back();
    const std::size_t index = parent.count++;
    node.key_at = node.at;
    if (parent.node.kind == Node::Kind::map) {
      node.key = parent.key;
      node.key_at = parent.key_at;
      if (!parent.keys.insert(parent.key).second) {
        findings_.add(parent.key_at, fmt::format("{} stands here twice: keep one", in_quotes(parent.key)));
        return !findings_.full();
      }
    }
    if (stack_.size() > 1) {
      parent.node.children.push_back(std::move(node));
      return true;
    }
    if (index == kMaxListed) {
      return stop(node.at, fmt::format("there are more than {} entities: split the file", kMaxListed));
    }
    const bool is_named = parent.node.kind == Node::Kind::map;
    return deliver(std::move(node), is_named ? escaped(parent.key) : std::to_string(index), is_named);
  }

  bool deliver(Node entity, const std::string& token, bool is_named) {
    if (!is_named && !take_id_out(entity)) return !findings_.full();
    entity.path = entity.key;
    name_paths(entity);
    take_({.node = std::move(entity), .pointer = "/" + token});
    return !findings_.full();
  }

  // Of an element of a list.
  bool take_id_out(Node& entity) {
    if (entity.kind != Node::Kind::map) {
      findings_.add(entity.at, "an entity belongs here: write {\"id\": \"…\", \"names\": […]}");
      return false;
    }
    const auto id = std::ranges::find(entity.children, "id", &Node::key);
    if (id == entity.children.end()) {
      findings_.add(entity.at, "`id` is missing: add the word by which rules name the entity (@id)");
      return false;
    }
    if (id->wrong || id->kind != Node::Kind::string || id->text.empty()) {
      if (!id->wrong) findings_.add(id->at, "id: write a text of letters, digits, _ and -");
      return false;
    }
    entity.key = id->text;
    entity.key_at = id->at;
    entity.children.erase(id);
    return true;
  }

  const FileText& text_;
  const PlacedStream& stream_;
  Findings& findings_;
  const std::function<void(ListedEntity)>& take_;
  std::vector<Open> stack_;
  std::size_t end_ = 0;  // of the last event
  std::size_t values_ = 0;
  bool has_stopped_ = false;
};

// RapidJSON's codes in words of ours; what is rare has its own.
std::string in_words(rapidjson::ParseErrorCode code) {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      return "the file is empty: write {\"id\": …} or [{\"id\": …}]";
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return "this is no JSON: something stands behind the end of the list";
    case rapidjson::kParseErrorObjectMissName:
      return "this is no JSON: a key in double quotes belongs here (is a comma too much?)";
    case rapidjson::kParseErrorObjectMissColon:
      return "this is no JSON: a colon is missing behind the key";
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return "this is no JSON: a comma or the closing } is missing";
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return "this is no JSON: a comma or the closing ] is missing";
    case rapidjson::kParseErrorStringMissQuotationMark:
      return "this is no JSON: a quote is opened here and never closed";
    case rapidjson::kParseErrorValueInvalid:
      return "this is no JSON: a value belongs here; text stands in double quotes";
    default:
      return fmt::format("this is no JSON: {}", rapidjson::GetParseError_En(code));
  }
}

std::size_t width_of(std::uint32_t code_point) {
  return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : 3;
}

}  // namespace

void read_json_list(const FileText& text, Findings& findings, const std::function<void(ListedEntity)>& take) {
  PlacedStream stream(text.bytes().c_str());
  JsonList list(text, stream, findings, take);
  rapidjson::Reader reader;
  // The list refuses what is too deep, so that the parser's recursion is bounded.
  const auto result =
      reader.Parse<rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag>(stream, list);
  if (!result.IsError() || list.has_stopped() || findings.full()) return;
  const bool is_unclosed = result.Code() == rapidjson::kParseErrorStringMissQuotationMark;
  findings.add(is_unclosed ? list.begin() : result.Offset(), in_words(result.Code()));
}

std::size_t place_in_json(std::string_view file, std::size_t at, std::size_t offset) {
  const auto number_at = [&](std::size_t digits) {
    return static_cast<std::uint32_t>(std::strtoul(std::string(file.substr(digits, 4)).c_str(), nullptr, 16));
  };
  ++at;  // the quote
  for (std::size_t done = 0; done < offset && at < file.size();) {
    if (file[at] != '\\') {
      ++at;
      ++done;
      continue;
    }
    if (at + 1 >= file.size() || file[at + 1] != 'u') {
      at += 2;
      ++done;
      continue;
    }
    const std::uint32_t code_point = number_at(std::min(file.size(), at + 2));
    const bool is_pair = code_point >= 0xD800 && code_point < 0xDC00;  // and the other half: RFC 8259 §7
    done += is_pair ? 4 : width_of(code_point);
    if (done > offset) break;  // inside what one escape stands for
    at += is_pair ? 12 : 6;
  }
  return std::min(at, file.size());
}

}  // namespace tb::config
