// Document: the bytes a poll brought, with what the server said about them. Nothing in it is trusted.
#pragma once

#include <string>

namespace tb {

struct Document {
  std::string bytes;         ///< the body, transfer- and content-codings undone
  std::string url;           ///< where it came from in the end, after redirects: the base of its relative links
  std::string content_type;  ///< the header as received; empty if there was none
  std::string content_language = {};  ///< the header as received
  std::string content_location = {};  ///< the header as received: where it is, the base of relative links

  friend bool operator==(const Document&, const Document&) = default;
};

}  // namespace tb
