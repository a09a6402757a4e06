// UUIDv5 by Boost, with parts joined so that no two lists of parts read the same.
#include "tenbells/core/uuid.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace tb {
namespace {

// Tenbells' own namespace: a UUIDv4 drawn once. Changing it would change every id in every journal and topic.
constexpr boost::uuids::uuid kNamespace{
    {0x6f, 0x1c, 0x0a, 0x3e, 0x52, 0x8b, 0x4d, 0x07, 0x9a, 0x41, 0x3d, 0xe6, 0x10, 0xbe, 0x11, 0x5a}};

}  // namespace

std::string uuid_of(std::initializer_list<std::string_view> parts) {
  std::string name;
  for (const std::string_view part : parts) {
    name += std::to_string(part.size());
    name += ':';
    name += part;
  }
  const boost::uuids::name_generator_sha1 generate(kNamespace);
  return boost::uuids::to_string(generate(name));
}

}  // namespace tb
