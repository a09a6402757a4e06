// HTML elements, its past ones too, and what they do to the flow (WHATWG HTML §15.3, the display types of the default
// style sheet). Found by a hash that is made at compile time: every tag of every text asks.
#include "html_elements.hpp"

#include <algorithm>
#include <array>

#include "tenbells/text/html_text.hpp"

namespace tb::text {

namespace {

using enum Effect;

constexpr std::array kElements{
    Element{"a", none, true},
    Element{"abbr", none, true},
    Element{"acronym", none, true},
    Element{"address", breaks},
    Element{"applet"},
    Element{"area"},
    Element{"article", breaks},
    Element{"aside", breaks},
    Element{"audio", replaces},
    Element{"b", none, true},
    Element{"base"},
    Element{"basefont"},
    Element{"bdi", none, true},
    Element{"bdo", none, true},
    Element{"bgsound"},
    Element{"big", none, true},
    Element{"blink"},
    Element{"blockquote", breaks},
    Element{"body", breaks},
    Element{"br", breaks, true},
    Element{"button"},
    Element{"canvas", replaces},
    Element{"caption", breaks},
    Element{"center", breaks, true},
    Element{"cite", none, true},
    Element{"code", none, true},
    Element{"col"},
    Element{"colgroup"},
    Element{"data"},
    Element{"datalist"},
    Element{"dd", breaks},
    Element{"del", none, true},
    Element{"details", breaks},
    Element{"dfn", none, true},
    Element{"dialog", breaks},
    Element{"dir", breaks},
    Element{"div", breaks, true},
    Element{"dl", breaks},
    Element{"dt", breaks},
    Element{"em", none, true},
    Element{"embed"},
    Element{"fieldset", breaks},
    Element{"figcaption", breaks},
    Element{"figure", breaks},
    Element{"font", none, true},
    Element{"footer", breaks},
    Element{"form", breaks},
    Element{"frame"},
    Element{"frameset"},
    Element{"h1", breaks, true},
    Element{"h2", breaks, true},
    Element{"h3", breaks, true},
    Element{"h4", breaks, true},
    Element{"h5", breaks, true},
    Element{"h6", breaks, true},
    Element{"head"},
    Element{"header", breaks},
    Element{"hgroup", breaks},
    Element{"hr", breaks},
    Element{"html"},
    Element{"i", none, true},
    Element{"iframe", replaces},
    Element{"image", pictures},
    Element{"img", pictures, true},
    Element{"input"},
    Element{"ins", none, true},
    Element{"isindex"},
    Element{"kbd", none, true},
    Element{"keygen"},
    Element{"label"},
    Element{"legend", breaks},
    Element{"li", breaks},
    Element{"link"},
    Element{"listing", keeps},
    Element{"main", breaks},
    Element{"map"},
    Element{"mark", none, true},
    Element{"marquee"},
    Element{"math", foreign, true},
    Element{"menu", breaks},
    Element{"menuitem"},
    Element{"meta"},
    Element{"meter"},
    Element{"multicol"},
    Element{"nav", breaks},
    Element{"nextid"},
    Element{"nobr", none, true},
    Element{"noembed", replaces},
    Element{"noframes", replaces},
    Element{"noscript", replaces},
    Element{"object"},
    Element{"ol", breaks},
    Element{"optgroup", breaks},
    Element{"option", breaks},
    Element{"output"},
    Element{"p", breaks, true},
    Element{"param"},
    Element{"path"},
    Element{"picture"},
    Element{"plaintext"},
    Element{"pre", keeps},
    Element{"progress"},
    Element{"q", none, true},
    Element{"rb"},
    Element{"rp", none, true},
    Element{"rt", none, true},
    Element{"rtc"},
    Element{"ruby", none, true},
    Element{"s", none, true},
    Element{"samp"},
    Element{"script", hides, true},
    Element{"search", breaks},
    Element{"section", breaks},
    Element{"select", breaks},
    Element{"slot"},
    Element{"small", none, true},
    Element{"source"},
    Element{"spacer"},
    Element{"span", none, true},
    Element{"strike", none, true},
    Element{"strong", none, true},
    Element{"style", hides, true},
    Element{"sub", none, true},
    Element{"summary", breaks},
    Element{"sup", none, true},
    Element{"svg", foreign},
    Element{"table", breaks},
    Element{"tbody", breaks},
    Element{"td", spaces},
    Element{"template", replaces},
    Element{"textarea", spaces},
    Element{"tfoot", breaks},
    Element{"th", spaces},
    Element{"thead", breaks},
    Element{"time"},
    Element{"title", replaces},
    Element{"tr", breaks},
    Element{"track"},
    Element{"tt", none, true},
    Element{"u", none, true},
    Element{"ul", breaks},
    Element{"use"},
    Element{"var"},
    Element{"video", replaces},
    Element{"wbr", none, true},
    Element{"xml", replaces},
    Element{"xmp"},
};
static_assert(std::ranges::is_sorted(kElements, {}, &Element::name));

// What MathML and SVG have beside text that runs on (MathML Core §4.1, SVG 2 §5): notes that are not shown, and cells.
constexpr std::array kForeign{
    Element{"annotation", replaces}, Element{"annotation-xml", replaces},
    Element{"desc", replaces},       Element{"metadata", replaces},
    Element{"mtd", spaces},          Element{"mtr", spaces},
    Element{"text", spaces},
};

constexpr unsigned char lower(char c) {
  return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

constexpr std::size_t kSlots = 1024;
constexpr std::uint8_t kNone = 255;
static_assert(kElements.size() < kNone);

constexpr std::size_t slot_of(std::string_view name) {
  std::size_t hash = 0;
  for (const char c : name) hash = hash * 31 + lower(c);
  return (hash ^ (hash >> 10)) % kSlots;
}

constexpr std::array<std::uint8_t, kSlots> kSlot = [] {
  std::array<std::uint8_t, kSlots> slots{};
  slots.fill(kNone);
  for (std::size_t i = 0; i < kElements.size(); ++i) {
    std::size_t slot = slot_of(kElements.at(i).name);
    while (slots.at(slot) != kNone) slot = (slot + 1) % kSlots;
    slots.at(slot) = static_cast<std::uint8_t>(i);
  }
  return slots;
}();

bool is_named(const Element& element, std::string_view name) {
  const auto same = [](char ours, char theirs) { return ours == static_cast<char>(lower(theirs)); };
  return std::ranges::equal(element.name, name, same);
}

}  // namespace

const Element* element_named(std::string_view name) {
  if (name.empty() || name.size() > kLongestElementName) return nullptr;
  for (std::size_t slot = slot_of(name); kSlot[slot] != kNone; slot = (slot + 1) % kSlots) {
    const Element& element = kElements[kSlot[slot]];
    if (is_named(element, name)) return &element;
  }
  return nullptr;
}

const Element& foreign_element_named(std::string_view name) {
  static constexpr Element kRunsOn{};
  const auto* const found = std::ranges::find_if(kForeign, [&](const Element& known) { return is_named(known, name); });
  return found != kForeign.end() ? *found : kRunsOn;
}

bool is_html_element(std::string_view name) {
  return element_named(name) != nullptr;
}

}  // namespace tb::text
