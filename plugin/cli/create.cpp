#include "plugin/cli/create.hpp"

#include <stepback_sessions.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "plugin/cli/screen/line_reader.hpp"
#include "plugin/cli/words/exit_code.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

constexpr std::array<std::pair<std::string_view, stepback_role>, 4> kRoles{{
    {"facilitator", STEPBACK_ROLE_FACILITATOR},
    {"cofacilitator", STEPBACK_ROLE_CO_FACILITATOR},
    {"member", STEPBACK_ROLE_MEMBER},
    {"observer", STEPBACK_ROLE_OBSERVER},
}};

// Joins title and detail into one sentence.
std::string joined(const std::string& title, const std::string& detail) {
  if (title.empty()) return detail;
  if (detail.empty()) return title;
  return title + ": " + detail;
}

std::string string_member(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// Returns the time so many days from now, in milliseconds since the Unix epoch; 0 for no days.
std::int64_t end_of_links(int days) {
  if (days == 0) return 0;
  const auto until = std::chrono::system_clock::now() + std::chrono::days{days};
  return std::chrono::floor<std::chrono::milliseconds>(until).time_since_epoch().count();
}

int report(stepback_result result, const CreateOptions& options, const char* answer) {
  if (result == STEPBACK_OK && answer != nullptr) {
    const auto links = nlohmann::ordered_json::parse(answer, nullptr, false);
    if (links.is_discarded()) return fail(kFailure, "The server's answer is not JSON.");
    std::printf("%s\n", links.dump(2).c_str());
    return std::fflush(stdout) == 0 ? kSuccess : kFailure;
  }
  switch (result) {
    case STEPBACK_REFUSED:
      return fail(kFailure, answer == nullptr ? "The server refused." : problem_sentence(answer));
    case STEPBACK_NETWORK:
      return fail(kNotReached, "The server at " + options.server + " could not be reached.");
    case STEPBACK_INVALID_LINK:
    case STEPBACK_INVALID_ARGUMENT:
      return fail(kUsage,
                  "--server: expected http(s)://HOST[:PORT], found \"" + options.server + "\".");
    default:
      return fail(kFailure, stepback_result_text(result));
  }
}

}  // namespace

tl::expected<NamedParticipant, std::string> parse_participant(std::string_view text) {
  const auto colon = text.rfind(':');
  const std::string role =
      colon == std::string_view::npos ? std::string{} : fold_case(text.substr(colon + 1));
  for (const auto& [word, value] : kRoles) {
    if (role == word && colon > 0)
      return NamedParticipant{std::string{text.substr(0, colon)}, value};
  }
  return tl::unexpected{"--participant " + std::string{text} +
                        ": expected NAME:ROLE, where ROLE is facilitator, coFacilitator, member or "
                        "observer."};
}

std::string problem_sentence(std::string_view document) {
  const auto problem = nlohmann::json::parse(document, nullptr, false);
  if (problem.is_object()) {
    std::string sentence =
        joined(string_member(problem, "title"), string_member(problem, "detail"));
    if (!sentence.empty()) return sentence;
  }
  return document.empty() ? std::string{"The server refused."} : std::string{document};
}

int create(const CreateOptions& options) {
  std::string token = options.token;
  if (!options.token_file.empty()) {
    auto read = read_secret(options.token_file);
    if (!read) return fail(kUsage, read.error());
    token = *std::move(read);
  }
  std::vector<std::string> names;
  std::vector<stepback_role> roles;
  for (const std::string& each : options.participants) {
    auto participant = parse_participant(each);
    if (!participant) return fail(kUsage, participant.error());
    names.push_back(std::move(participant->name));
    roles.push_back(participant->role);
  }
  std::vector<const char*> name_texts;
  name_texts.reserve(names.size());
  for (const std::string& name : names) name_texts.push_back(name.c_str());

  stepback_session_request request{};
  request.struct_size = sizeof request;
  request.server = options.server.c_str();
  request.token = token.c_str();
  request.template_id = options.template_id.c_str();
  request.title = options.title.empty() ? nullptr : options.title.c_str();
  request.names = name_texts.data();
  request.roles = roles.data();
  request.participant_count = names.size();
  request.links_until_ms = end_of_links(options.link_days);
  request.ca_file = options.ca_file.empty() ? nullptr : options.ca_file.c_str();
  const auto* const sessions =
      static_cast<const stepback_sessions*>(stepback_get_extension(STEPBACK_EXTENSION_SESSIONS));
  if (sessions == nullptr) return fail(kFailure, "This client module cannot create sessions.");
  char* text = nullptr;
  const stepback_result result = sessions->create(&request, &text);
  const std::unique_ptr<char, void (*)(char*)> answer{text, sessions->free_text};
  return report(result, options, answer.get());
}

}  // namespace stepback::cli
