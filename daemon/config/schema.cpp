// One of the published JSON Schemas, and how its annotations are read.
#include "schema.hpp"

#include <rapidjson/pointer.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdlib>

namespace tb::config {
namespace {

std::string_view view(const rapidjson::Value& text) {
  return {text.GetString(), text.GetStringLength()};
}

rapidjson::Document parsed(std::string_view json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject()) std::abort();  // ours, and tested: cannot happen
  return document;
}

}  // namespace

Schema::Schema(std::string_view json)
    : json_(parsed(json)),
      compiled_(json_),
      examples_(parsed(R"({"object":{},"array":[],"string":"","integer":0,"number":0,"boolean":false})")) {}

const rapidjson::Value& Schema::resolved(const rapidjson::Value& schema) const {
  const rapidjson::Value* at = &schema;
  for (const rapidjson::Value* ref = find(*at, "$ref"); ref != nullptr; ref = find(*at, "$ref")) {
    at = rapidjson::Pointer(ref->GetString(), ref->GetStringLength()).Get(json_);
    if (at == nullptr) std::abort();  // a test follows every reference
  }
  return *at;
}

std::string Schema::definition(const char* name) const {
  rapidjson::Document alone;
  alone.CopyFrom(json_["definitions"][name], alone.GetAllocator());
  alone.AddMember("definitions", rapidjson::Value(json_["definitions"], alone.GetAllocator()), alone.GetAllocator());
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> out(buffer);
  alone.Accept(out);
  return {buffer.GetString(), buffer.GetSize()};
}

const rapidjson::Value& Schema::example_of(const rapidjson::Value& schema) const {
  const rapidjson::Value& own = resolved(schema);
  if (const rapidjson::Value* example = find(own, "x-example")) return *example;
  if (const rapidjson::Value* values = find(own, "enum")) return (*values)[0];
  if (const rapidjson::Value* least = find(own, "minimum")) return *least;
  const std::vector<std::string_view> types = types_of(own);
  const std::string type(types.empty() ? "string" : types.front());
  return examples_[type.c_str()];
}

std::string_view text_of(const rapidjson::Value& schema, const char* name) {
  const rapidjson::Value* found = find(schema, name);
  return found != nullptr && found->IsString() ? view(*found) : std::string_view();
}

bool is_set(const rapidjson::Value& schema, const char* name) {
  const rapidjson::Value* found = find(schema, name);
  return found != nullptr && found->IsTrue();
}

const rapidjson::Value* find(const rapidjson::Value& schema, const char* name) {
  if (!schema.IsObject()) return nullptr;
  const auto found = schema.FindMember(name);
  return found == schema.MemberEnd() ? nullptr : &found->value;
}

std::vector<std::string_view> types_of(const rapidjson::Value& schema) {
  std::vector<std::string_view> types;
  if (const rapidjson::Value* type = find(schema, "type")) {
    if (type->IsString()) types.push_back(view(*type));
    if (type->IsArray()) {
      for (const rapidjson::Value& each : type->GetArray()) types.push_back(view(each));
    }
  }
  return types;
}

}  // namespace tb::config
