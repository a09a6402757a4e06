// JsonText: what the commands print for programs, member by member. RapidJSON's writer behind the few calls that are
// needed here.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <string_view>
#include <type_traits>

namespace tb::app {

/// One JSON value being written. Texts must be valid UTF-8; control characters are escaped.
class JsonText final {
 public:
  void object() { out_.StartObject(); }
  void end_object() { out_.EndObject(); }
  void array() { out_.StartArray(); }
  void end_array() { out_.EndArray(); }

  void key(std::string_view name) { out_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void null() { out_.Null(); }
  /// A number as it is to be written.
  void number(std::string_view digits) { out_.RawValue(digits.data(), digits.size(), rapidjson::kNumberType); }

  template <class T>
  void value(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      out_.Bool(value);
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
      const std::string_view text = value;
      out_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    } else if constexpr (std::is_floating_point_v<T>) {
      out_.Double(value);
    } else if constexpr (std::is_signed_v<T>) {
      out_.Int64(value);
    } else {
      out_.Uint64(value);
    }
  }

  template <class T>
  void put(std::string_view name, const T& content) {
    key(name);
    value(content);
  }

  /// A list of texts.
  template <class Texts>
  void put_all(std::string_view name, const Texts& texts) {
    key(name);
    array();
    for (const auto& text : texts) value(text);
    end_array();
  }

  [[nodiscard]] std::string text() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> out_{buffer_};
};

}  // namespace tb::app
