// People: who wrote an item, out of the ways in which feeds write it.
#pragma once

#include <rapidjson/document.h>

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "reading.hpp"
#include "tenbells/feed/entry.hpp"

namespace tb::feed {

/// Whom an RSS author element means: "editor@example.org (Ada Li)", "Ada Li <editor@example.org>" and "Ada Li
/// (editor@example.org)" are Ada Li and her address; what is neither is a name. HTML is undone.
[[nodiscard]] Person person_of_mailbox(std::string_view text);

/// Whom an author element means: Atom's children name, email, and uri, url or homepage; without such children its text
/// as a mailbox. Empty if it says nothing.
[[nodiscard]] Person person_in(pugi::xml_node element, const Reading& reading);

/// Whom a value in JSON means: a text as a mailbox, an object with name, email and url, or an array of these. An object
/// without these is named by its title, label or the like.
[[nodiscard]] std::vector<Person> people_in(const rapidjson::Value& value, std::string_view base);

/// Appends a person of whom something is known and who is not there yet; at most a hundred. What is known of one of the
/// same name is added to that one.
void add_once(std::vector<Person>& people, Person person);

/// Appends a name that is not empty and not there yet; at most a hundred.
void add_once(std::vector<std::string>& names, std::string name);

/// Adds the authors of a feed or a source to an item whose own have neither a name nor an address, if one of them has.
void inherit_authors(Entry& item, const std::vector<Person>& authors);

/// The names, in the place of a missing one the address; who has neither is left out.
[[nodiscard]] std::vector<std::string> names_of(const std::vector<Person>& people);

}  // namespace tb::feed
