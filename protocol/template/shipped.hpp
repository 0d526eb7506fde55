#pragma once

// The templates of protocol/template/shipped, built into the program: a server needs no folder to
// find them in. Their texts are checked by the tests, and read with parse_template.

#include <span>
#include <string_view>

namespace stepback::protocol {

/// One document. Both views live as long as the program.
struct ShippedTemplate {
  std::string_view file;  ///< file name
  std::string_view text;  ///< JSON
};

/// All templates, in the order in which people see them: those that suit most groups come first.
std::span<const ShippedTemplate> shipped_templates();

}  // namespace stepback::protocol
