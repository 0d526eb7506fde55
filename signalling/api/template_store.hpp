#pragma once

// The templates that this server knows: the shipped ones, and a deployer's own folder. Read once at
// the start; unchanging after that, so any thread may read. A session keeps a copy of its own.

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
  /// The shipped templates, then every *.json of `folder`, in the order of their names. A template
  /// with a shipped one's id takes its place. What cannot be read is an error and never left out,
  /// as a sentence for the deployer: "FILE: at /phases/3/end: expected ...".
  static tl::expected<TemplateStore, std::string> load(
      const std::optional<std::filesystem::path>& folder);

  /// The template, or nullptr. Valid as long as the store.
  const protocol::SessionTemplate* find(std::string_view id) const;

  /// In order: the shipped ones, then the deployer's.
  auto begin() const { return templates_.begin(); }
  auto end() const { return templates_.end(); }
  std::size_t size() const { return templates_.size(); }

  /// What `GET /api/templates` answers: [{id, title, summary, minutes, cases, returnMinute,
  /// phases: [{name, title, minutes, stepBack}]}] in order.
  std::string public_json() const;

 private:
  explicit TemplateStore(std::vector<protocol::SessionTemplate> templates)
      : templates_(std::move(templates)) {}

  std::vector<protocol::SessionTemplate> templates_;
};

}  // namespace stepback::signalling
