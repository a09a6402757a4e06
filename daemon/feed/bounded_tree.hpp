// BoundedTree: the bounds on a JSON document, kept while its tree is built: what is nested too deeply or holds too many
// values ends the parsing, so that no tree is ever larger.
#pragma once

#include <rapidjson/document.h>

#include <cstddef>
#include <cstdint>

namespace tb::feed {

/// A handler of RapidJSON's reader that passes all events on to a tree. Owned by one parse; the tree must outlive it.
class BoundedTree {
 public:
  using Size = rapidjson::SizeType;

  // A tree of values takes up to sixteen times the room of their text: "0," is two bytes and a value of sixteen or
  // more.
  static constexpr std::size_t kMostValues = 4'000'000;

  enum class Met : std::uint8_t { nothing, depth, values };

  BoundedTree(rapidjson::Document& tree, std::size_t most_depth) : tree_(tree), most_depth_(most_depth) {}

  /// Which bound ended the parsing.
  [[nodiscard]] Met met() const { return met_; }

  bool Null() { return one_more() && tree_.Null(); }
  bool Bool(bool value) { return one_more() && tree_.Bool(value); }
  bool Int(int value) { return one_more() && tree_.Int(value); }
  bool Uint(unsigned value) { return one_more() && tree_.Uint(value); }
  bool Int64(std::int64_t value) { return one_more() && tree_.Int64(value); }
  bool Uint64(std::uint64_t value) { return one_more() && tree_.Uint64(value); }
  bool Double(double value) { return one_more() && tree_.Double(value); }
  bool RawNumber(const char* text, Size length, bool copy) { return one_more() && tree_.RawNumber(text, length, copy); }
  bool String(const char* text, Size length, bool copy) { return one_more() && tree_.String(text, length, copy); }
  bool Key(const char* text, Size length, bool copy) { return tree_.Key(text, length, copy); }
  bool StartObject() { return one_more() && deeper() && tree_.StartObject(); }
  bool StartArray() { return one_more() && deeper() && tree_.StartArray(); }
  bool EndObject(Size members) {
    --depth_;
    return tree_.EndObject(members);
  }
  bool EndArray(Size elements) {
    --depth_;
    return tree_.EndArray(elements);
  }

 private:
  bool one_more() {
    if (++values_ > kMostValues) met_ = Met::values;
    return met_ == Met::nothing;
  }

  bool deeper() {
    if (++depth_ > most_depth_) met_ = Met::depth;
    return met_ == Met::nothing;
  }

  rapidjson::Document& tree_;
  std::size_t most_depth_;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  Met met_ = Met::nothing;
};

}  // namespace tb::feed
