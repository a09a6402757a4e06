// Schema: one of the published JSON Schemas, ready to validate. Besides draft 4 they carry annotations of our own, from
// which the messages are made, so that a new option needs no code to be explained:
//   x-is       what the value is, with its article: "a duration"      x-write    what would be right
//   x-secret   the value must not appear in a message                 x-example  a valid value, any will do
//   x-free     any text will do, so that a number there only lacks quotes
//   x-needs    of a map: for a key of `dependencies`, in words why it cannot stand alone
#pragma once

#include <rapidjson/document.h>
#include <rapidjson/schema.h>

#include <string>
#include <string_view>
#include <vector>

namespace tb::config {

/// Immutable once made; not movable, for the validator keeps pointers into it.
class Schema {
 public:
  /// @param json  a schema of ours; anything RapidJSON cannot parse ends the program, for it was built in
  explicit Schema(std::string_view json);
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  [[nodiscard]] const rapidjson::Document& json() const { return json_; }
  [[nodiscard]] const rapidjson::SchemaDocument& compiled() const { return compiled_; }

  /// The same schema with `$ref`, if it is one, followed.
  [[nodiscard]] const rapidjson::Value& resolved(const rapidjson::Value& schema) const;

  /// One of its definitions as a schema of its own: JSON to make a Schema of.
  [[nodiscard]] std::string definition(const char* name) const;

  /// A value that the schema accepts: its x-example, or the simplest of its type.
  [[nodiscard]] const rapidjson::Value& example_of(const rapidjson::Value& schema) const;

 private:
  rapidjson::Document json_;
  rapidjson::SchemaDocument compiled_;
  rapidjson::Document examples_;  // type → its simplest value
};

/// The member with that name if it is there and of that kind, else a default.
[[nodiscard]] std::string_view text_of(const rapidjson::Value& schema, const char* name);
[[nodiscard]] bool is_set(const rapidjson::Value& schema, const char* name);
[[nodiscard]] const rapidjson::Value* find(const rapidjson::Value& schema, const char* name);

/// The types a schema allows; empty: any.
[[nodiscard]] std::vector<std::string_view> types_of(const rapidjson::Value& schema);

}  // namespace tb::config
