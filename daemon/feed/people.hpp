// People: the name of an author out of the ways in which feeds write one.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace tb::feed {

/// The name of whom an RSS author element means: "editor@example.org (Ada Li)" and "Ada Li <editor@example.org>" are
/// Ada Li; an address alone is itself. HTML is undone.
[[nodiscard]] std::string name_of_mailbox(std::string_view text);

/// An author element's name: of Atom's name, else email child; without such children its text as a mailbox. An author
/// with nothing but a URI has no name.
[[nodiscard]] std::string author_named_by(pugi::xml_node element, std::size_t max_depth);

/// Appends a name that is not empty and not there yet.
void add_once(std::vector<std::string>& names, std::string name);

}  // namespace tb::feed
