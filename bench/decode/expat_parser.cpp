// expat: the limit of what reads events.
#include <expat.h>

#include <memory>
#include <stdexcept>

#include "fields.hpp"

namespace tb::bench {
namespace {

/// What the handlers know between two events.
struct State {
  std::vector<SixFields> items;
  std::string* field = nullptr;  // of the last item
  int depth = 0;                 // below the item; 0 outside
};

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  State& state = *static_cast<State*>(data);
  if (state.depth > 0) {
    if (state.depth++ > 1) return;
    state.field = field_for(name, state.items.back());
    if (state.field == nullptr) return;
    state.field->clear();
    for (; *attributes != nullptr; attributes += 2) {
      if (std::string_view(attributes[0]) == "href") *state.field = attributes[1];
    }
  } else if (is_item(name)) {
    state.items.emplace_back();
    state.depth = 1;
  }
}

void on_end(void* data, const XML_Char*) {
  State& state = *static_cast<State*>(data);
  if (state.depth > 0 && --state.depth <= 1) state.field = nullptr;
}

void on_text(void* data, const XML_Char* text, int length) {
  State& state = *static_cast<State*>(data);
  if (state.field != nullptr && state.depth == 2) state.field->append(text, static_cast<std::size_t>(length));
}

}  // namespace

std::vector<SixFields> parse_with_expat(const Document& document) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
  State state;
  XML_SetUserData(parser.get(), &state);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  if (XML_Parse(parser.get(), document.bytes.data(), static_cast<int>(document.bytes.size()), 1) != XML_STATUS_OK)
    throw std::runtime_error(XML_ErrorString(XML_GetErrorCode(parser.get())));
  return std::move(state.items);
}

}  // namespace tb::bench
