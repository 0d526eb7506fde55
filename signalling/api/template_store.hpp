#pragma once

// The templates that this server knows: the shipped ones, and those in a deployer's folder. They
// are read once at the start and never change, so any thread may read them. A session keeps its own
// copy.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/template/session_template.hpp"

namespace stepback::signalling {

class TemplateStore {
 public:
  /// Loads the shipped templates, then every *.json of `folder`, in the order of their names. A
  /// template with the id of a shipped one replaces it. If any file cannot be read or is no
  /// template, returns a sentence for the deployer: "FILE: at /phases/3/end: expected ...".
  static tl::expected<TemplateStore, std::string> load(
      const std::optional<std::filesystem::path>& folder);

  /// Returns the template, or nullptr. Valid as long as the store.
  const protocol::SessionTemplate* find(std::string_view id) const;

  /// Iterates in order: the shipped templates, then the deployer's.
  auto begin() const { return templates_.begin(); }
  auto end() const { return templates_.end(); }
  std::size_t size() const { return templates_.size(); }

  /// Returns the answer to `GET /api/templates`: [{id, title, summary, minutes, cases,
  /// returnMinute, phases: [{name, title, minutes, stepBack, eachCase, leadersOnly}]}] in order.
  std::string public_json() const;

 private:
  explicit TemplateStore(std::vector<protocol::SessionTemplate> templates)
      : templates_(std::move(templates)) {}

  std::vector<protocol::SessionTemplate> templates_;
};

}  // namespace stepback::signalling
