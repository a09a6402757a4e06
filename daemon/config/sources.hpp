// `sources:` and `defaults:` → the options of every source.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "findings.hpp"
#include "tenbells/source/options.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// @param root     of a configuration that the schema check has seen; what it marked wrong is passed over
/// @param average  `polling.average`: what a learned pace gets
[[nodiscard]] std::vector<source::Options> read_sources(const Node& root, std::chrono::seconds average,
                                                        Findings& findings);

/// The id of a source that was given none: host, port and path of its URL in lower case, every run of other characters
/// a hyphen, without www. "https://www.state.gov/rss-feed/" → "state-gov-rss-feed". At most 100 characters.
[[nodiscard]] std::string id_of_url(std::string_view host, std::string_view port, std::string_view path);

}  // namespace tb::config
