// The schema check. RapidJSON's validator stops at the first mistake, so the tree is sent through it again and again: a
// mistake is reported, then healed for the next round by leaving out the unknown key, or by sending a valid example in
// the wrong value's stead. When a round passes, every mistake has been told, and none hid another: what stands inside a
// map is judged before the map's own presence of keys, and only what was judged is replaced.
#include "schema_check.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "schema_presence.hpp"
#include "schema_words.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

// Where a round stopped.
struct Stopped {
  enum class At : std::uint8_t { value, key, end };
  At at = At::value;
  Node* node = nullptr;
};

struct Healed {
  std::unordered_map<const Node*, const rapidjson::Value*> replaced;
  std::unordered_set<const Node*> left_out;
};

// One round: the tree, as far as it is healed, as events into the validator.
class Round {
 public:
  Round(const Schema& schema, const Healed& healed) : validator_(schema.compiled()), healed_(healed) {}

  bool passes(Node& root) { return send(root); }

  Stopped stopped() const { return stopped_; }
  const rapidjson::Value* broken_schema(const Schema& schema) const {
    const rapidjson::Value* broken = validator_.GetInvalidSchemaPointer().Get(schema.json());
    return broken == nullptr ? nullptr : &schema.resolved(*broken);
  }
  std::string_view broken_keyword() const {
    const char* keyword = validator_.GetInvalidSchemaKeyword();
    return keyword == nullptr ? "" : keyword;
  }

 private:
  bool send(Node& node) {
    stopped_ = {.at = Stopped::At::value, .node = &node};
    if (const auto found = healed_.replaced.find(&node); found != healed_.replaced.end()) {
      return found->second->Accept(validator_);
    }
    if (node.wrong) return validator_.Null();  // no schema of ours takes null: it gets healed, without a word
    switch (node.kind) {
      case Node::Kind::list:
        return send_list(node);
      case Node::Kind::map:
        return send_map(node);
      default:
        return send_scalar(node);
    }
  }

  bool send_scalar(const Node& node) {
    const auto length = static_cast<rapidjson::SizeType>(node.text.size());
    switch (node.kind) {
      case Node::Kind::boolean:
        return validator_.Bool(is_true(node));
      case Node::Kind::integer:
        if (const auto whole = whole_number(node.text)) return validator_.Int64(*whole);
        return validator_.Double(real_number(node.text));
      case Node::Kind::number:
        return validator_.Double(real_number(node.text));
      case Node::Kind::string:
        return validator_.String(node.text.data(), length, true);
      default:
        return validator_.Null();
    }
  }

  bool send_list(Node& node) {
    if (!validator_.StartArray()) return false;
    for (Node& child : node.children) {
      if (!send(child)) return false;
    }
    stopped_ = {.at = Stopped::At::end, .node = &node};
    return validator_.EndArray(static_cast<rapidjson::SizeType>(node.children.size()));
  }

  bool send_map(Node& node) {
    if (!validator_.StartObject()) return false;
    rapidjson::SizeType sent = 0;
    for (Node& child : node.children) {
      if (healed_.left_out.contains(&child)) continue;
      stopped_ = {.at = Stopped::At::key, .node = &child};
      if (!validator_.Key(child.key.data(), static_cast<rapidjson::SizeType>(child.key.size()), true)) return false;
      if (!send(child)) return false;
      ++sent;
    }
    stopped_ = {.at = Stopped::At::end, .node = &node};
    return validator_.EndObject(sent);
  }

  rapidjson::SchemaValidator validator_;
  const Healed& healed_;
  Stopped stopped_;
};

bool is_of_presence(std::string_view keyword) {
  return keyword == "required" || keyword == "dependencies" || keyword == "oneOf" || keyword == "anyOf";
}

// A misspelled or wrong child has been told; a map that lacks a key because of it needs no second message.
bool has_told_child(const Node& map) {
  return std::ranges::any_of(map.children, [](const Node& n) { return n.wrong; });
}

void report_presence(const Schema& schema, const rapidjson::Value& broken, const Node& map, Findings& findings) {
  const std::vector<Remark> remarks = wrong_presence(schema, broken, map);
  for (const Remark& remark : remarks) {
    if (remark.at == Remark::At::key) {
      findings.add_at_key(*remark.node, remark.message);
    } else {
      findings.add(*remark.node, remark.message);
    }
  }
  if (remarks.empty() && !has_told_child(map)) findings.add(map, wrong_value(broken, map, "presence"));
}

}  // namespace

void check_schema(Node& root, const Schema& schema, Findings& findings) {
  Healed healed;
  while (!findings.full()) {
    Round round(schema, healed);
    if (round.passes(root)) return;
    const Stopped stopped = round.stopped();
    const std::string_view keyword = round.broken_keyword();
    const rapidjson::Value* broken = round.broken_schema(schema);
    if (broken == nullptr || healed.replaced.contains(stopped.node)) {
      findings.add(*stopped.node, "this does not fit the schema");  // only if an example of ours were not valid
      return;
    }
    if (stopped.at == Stopped::At::key) {
      findings.add_at_key(*stopped.node, unknown_key(*broken, stopped.node->key));
      stopped.node->wrong = true;
      healed.left_out.insert(stopped.node);
      continue;
    }
    if (stopped.at == Stopped::At::end && is_of_presence(keyword)) {
      report_presence(schema, *broken, *stopped.node, findings);
    } else {
      const bool is_told = stopped.node->wrong || (keyword == "minProperties" && has_told_child(*stopped.node));
      if (!is_told) findings.add(*stopped.node, wrong_value(*broken, *stopped.node, keyword));
      stopped.node->wrong = true;
    }
    healed.replaced.emplace(stopped.node, &schema.example_of(*broken));
  }
}

}  // namespace tb::config
