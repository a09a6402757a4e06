// HTML elements and what they do to the flow (WHATWG HTML §15.3, the display types of the default style sheet).
#include "html_elements.hpp"

#include <algorithm>
#include <array>

namespace tb::text {

namespace {

struct Row {
  std::string_view name;
  Effect effect;
};

using enum Effect;

constexpr std::array kEffects{
    Row{"address", breaks}, Row{"article", breaks},  Row{"aside", breaks},    Row{"blockquote", breaks},
    Row{"body", breaks},    Row{"br", breaks},       Row{"caption", breaks},  Row{"center", breaks},
    Row{"dd", breaks},      Row{"details", breaks},  Row{"dir", breaks},      Row{"div", breaks},
    Row{"dl", breaks},      Row{"dt", breaks},       Row{"fieldset", breaks}, Row{"figcaption", breaks},
    Row{"figure", breaks},  Row{"footer", breaks},   Row{"form", breaks},     Row{"h1", breaks},
    Row{"h2", breaks},      Row{"h3", breaks},       Row{"h4", breaks},       Row{"h5", breaks},
    Row{"h6", breaks},      Row{"header", breaks},   Row{"hgroup", breaks},   Row{"hr", breaks},
    Row{"iframe", hides},   Row{"img", spaces},      Row{"legend", breaks},   Row{"li", breaks},
    Row{"listing", keeps},  Row{"main", breaks},     Row{"menu", breaks},     Row{"nav", breaks},
    Row{"noembed", hides},  Row{"noframes", hides},  Row{"ol", breaks},       Row{"optgroup", breaks},
    Row{"option", breaks},  Row{"p", breaks},        Row{"pre", keeps},       Row{"script", hides},
    Row{"search", breaks},  Row{"section", breaks},  Row{"select", breaks},   Row{"style", hides},
    Row{"summary", breaks}, Row{"table", breaks},    Row{"tbody", breaks},    Row{"td", spaces},
    Row{"template", hides}, Row{"textarea", spaces}, Row{"tfoot", breaks},    Row{"th", spaces},
    Row{"thead", breaks},   Row{"title", hides},     Row{"tr", breaks},       Row{"ul", breaks},
};
static_assert(std::ranges::is_sorted(kEffects, {}, &Row::name));

constexpr std::array<std::string_view, 45> kInTitles{
    "a",    "abbr",   "acronym", "b",     "bdi", "bdo", "big", "br", "center", "cite", "code",   "del",
    "dfn",  "div",    "em",      "font",  "h1",  "h2",  "h3",  "h4", "h5",     "h6",   "i",      "img",
    "ins",  "kbd",    "mark",    "nobr",  "p",   "q",   "rp",  "rt", "ruby",   "s",    "script", "small",
    "span", "strike", "strong",  "style", "sub", "sup", "tt",  "u",  "wbr"};
static_assert(std::ranges::is_sorted(kInTitles));

// Of HTML, its past too, and the roots of what may stand inside it.
constexpr std::array<std::string_view, 146> kElements{
    "a",         "abbr",    "acronym",  "address",  "applet",   "area",     "article",    "aside",    "audio",
    "b",         "base",    "basefont", "bdi",      "bdo",      "bgsound",  "big",        "blink",    "blockquote",
    "body",      "br",      "button",   "canvas",   "caption",  "center",   "cite",       "code",     "col",
    "colgroup",  "data",    "datalist", "dd",       "del",      "details",  "dfn",        "dialog",   "dir",
    "div",       "dl",      "dt",       "em",       "embed",    "fieldset", "figcaption", "figure",   "font",
    "footer",    "form",    "frame",    "frameset", "h1",       "h2",       "h3",         "h4",       "h5",
    "h6",        "head",    "header",   "hgroup",   "hr",       "html",     "i",          "iframe",   "image",
    "img",       "input",   "ins",      "isindex",  "kbd",      "keygen",   "label",      "legend",   "li",
    "link",      "listing", "main",     "map",      "mark",     "marquee",  "math",       "menu",     "menuitem",
    "meta",      "meter",   "multicol", "nav",      "nextid",   "nobr",     "noembed",    "noframes", "noscript",
    "object",    "ol",      "optgroup", "option",   "output",   "p",        "param",      "path",     "picture",
    "plaintext", "pre",     "progress", "q",        "rb",       "rp",       "rt",         "rtc",      "ruby",
    "s",         "samp",    "script",   "search",   "section",  "select",   "slot",       "small",    "source",
    "spacer",    "span",    "strike",   "strong",   "style",    "sub",      "summary",    "sup",      "svg",
    "table",     "tbody",   "td",       "template", "textarea", "tfoot",    "th",         "thead",    "time",
    "title",     "tr",      "track",    "tt",       "u",        "ul",       "use",        "var",      "video",
    "wbr",       "xmp"};
static_assert(std::ranges::is_sorted(kElements));

}  // namespace

bool is_element(std::string_view lower_name) {
  return std::ranges::binary_search(kElements, lower_name);
}

Effect effect_of(std::string_view lower_name) {
  const auto* const row = std::ranges::lower_bound(kEffects, lower_name, {}, &Row::name);
  return row != kEffects.end() && row->name == lower_name ? row->effect : Effect::none;
}

bool belongs_in_title(std::string_view lower_name) {
  return std::ranges::binary_search(kInTitles, lower_name);
}

}  // namespace tb::text
