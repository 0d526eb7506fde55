#include "signalling/api/template_store.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>
#include <utility>

#include "protocol/template/shipped.hpp"

namespace stepback::signalling {
namespace {

namespace fs = std::filesystem;
using protocol::Duration;
using protocol::SessionTemplate;

// The shipped templates have about 7 kB. A much larger file is no template.
constexpr std::size_t kMostBytes = 256UL * 1024;

tl::expected<SessionTemplate, std::string> parse(const std::string& file, std::string_view text) {
  auto template_ = protocol::parse_template(text);
  if (template_) return std::move(*template_);
  const auto& [path, expected] = template_.error();
  return tl::unexpected(file + ": " + (path.empty() ? "" : "at " + path + ": ") + "expected " +
                        expected);
}

// Returns every *.json of the folder, by name.
tl::expected<std::vector<fs::path>, std::string> list_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator each{folder, error}; !error && each != fs::directory_iterator{};
       each.increment(error)) {
    if (each->path().extension() == ".json") files.push_back(each->path());
  }
  if (error) {
    return tl::unexpected(folder.string() +
                          ": expected a folder of templates that can be read: " + error.message());
  }
  std::ranges::sort(files, {}, [](const fs::path& file) { return file.filename().native(); });
  return files;
}

tl::expected<std::string, std::string> read_file(const fs::path& file) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (error) {
    return tl::unexpected(file.string() + ": expected a file that can be read: " + error.message());
  }
  if (!fs::is_regular_file(status)) {
    return tl::unexpected(file.string() + ": expected a file, since its name ends in .json");
  }
  std::ifstream stream{file, std::ios::binary};
  std::string text(kMostBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || !(stream.eof() || stream.gcount() > 0)) {
    return tl::unexpected(file.string() + ": expected a file that can be read");
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > kMostBytes) {
    return tl::unexpected(file.string() + ": expected at most " +
                          std::to_string(kMostBytes / 1024) + " kB");
  }
  return text;
}

// Two files of one folder with the same id are an error: else the files' names would decide which
// counts.
tl::expected<void, std::string> add_folder(const fs::path& folder,
                                           std::vector<SessionTemplate>& templates) {
  const auto files = list_files(folder);
  if (!files) return tl::unexpected(files.error());
  std::map<std::string, fs::path> read_from;  // the folder's files, by id
  for (const fs::path& file : *files) {
    const auto text = read_file(file);
    if (!text) return tl::unexpected(text.error());
    auto template_ = parse(file.string(), *text);
    if (!template_) return tl::unexpected(template_.error());
    const auto [other, fresh] = read_from.emplace(template_->id, file);
    if (!fresh) {
      return tl::unexpected(file.string() + ": at /id: expected an id of its own: " +
                            other->second.filename().string() + " has " + template_->id + " too");
    }
    const auto shipped = std::ranges::find(templates, template_->id, &SessionTemplate::id);
    if (shipped != templates.end()) {
      *shipped = std::move(*template_);
    } else {
      templates.push_back(std::move(*template_));
    }
  }
  return {};
}

// Whole minutes are written without a decimal point: 45, not 45.0.
nlohmann::json in_minutes(Duration duration) {
  using std::chrono::minutes;
  const auto whole = std::chrono::duration_cast<minutes>(duration);
  if (whole == duration) return whole.count();
  return std::chrono::duration<double, minutes::period>(duration).count();
}

/// Returns the return point if the plan counts it from the session's beginning; else null.
nlohmann::json return_minute(const SessionTemplate& template_) {
  const auto away = template_.step_back();
  if (!away || template_.phases[*away].end.from != protocol::PlannedEnd::From::sessionStart)
    return {};
  return in_minutes(template_.phases[*away].end.after);
}

}  // namespace

tl::expected<TemplateStore, std::string> TemplateStore::load(
    const std::optional<fs::path>& folder) {
  std::vector<SessionTemplate> templates;
  for (const auto& shipped : protocol::shipped_templates()) {
    auto template_ = parse(std::string{shipped.file}, shipped.text);
    if (!template_) return tl::unexpected(template_.error());
    templates.push_back(std::move(*template_));
  }
  if (folder) {
    const auto added = add_folder(*folder, templates);
    if (!added) return tl::unexpected(added.error());
  }
  return TemplateStore{std::move(templates)};
}

const SessionTemplate* TemplateStore::find(std::string_view id) const {
  const auto found = std::ranges::find(templates_, id, &SessionTemplate::id);
  return found == templates_.end() ? nullptr : &*found;
}

std::string TemplateStore::public_json() const {
  auto list = nlohmann::ordered_json::array();
  for (const SessionTemplate& template_ : templates_) {
    auto phases = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < template_.phases.size(); ++i) {
      const auto& phase = template_.phases[i];
      phases.push_back({{"name", phase.name},
                        {"title", phase.title},
                        {"minutes", in_minutes(phase.planned)},
                        {"stepBack", phase.steps_back()},
                        {"eachCase", template_.is_each_case(i)},
                        {"leadersOnly", phase.leaders_only()}});
    }
    list.push_back({{"id", template_.id},
                    {"title", template_.title},
                    {"summary", template_.summary},
                    {"minutes", in_minutes(template_.length)},
                    {"cases", template_.cases},
                    {"returnMinute", return_minute(template_)},
                    {"phases", std::move(phases)}});
  }
  return list.dump();
}

}  // namespace stepback::signalling
