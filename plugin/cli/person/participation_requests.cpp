// How requests go to the module, and how their answers are shown.

#include <utility>

#include "plugin/cli/person/participation.hpp"
#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {
namespace {

std::string_view code_of(stepback_result result) {
  switch (result) {
    case STEPBACK_NOT_JOINED:
      return "notJoined";
    case STEPBACK_NOT_PERMITTED:
      return "notPermitted";
    case STEPBACK_BUSY:
      return "busy";
    case STEPBACK_NETWORK:
      return "network";
    case STEPBACK_INVALID_ARGUMENT:
      return "badMessage";
    default:
      return "internal";
  }
}

}  // namespace

void Participation::publish(const std::string& line, bool audio, std::string remark) {
  if (!audio) circumstances_.closed_own_microphone = true;
  const Call call = [&](std::uint32_t* request) {
    return stepback_publish(client_, audio ? 1 : 0, STEPBACK_AS_IT_IS, request);
  };
  ask(line, {call}, std::move(remark));
}

void Participation::ask(const std::string& line, const std::vector<Call>& calls, std::string remark,
                        bool leaves_question) {
  const auto asked =
      std::make_shared<Asked>(Asked{line, std::move(remark), 0, std::nullopt, leaves_question});
  if (calls.empty()) return finish(*asked);
  stepback_result result = STEPBACK_OK;
  for (const Call& call : calls) {
    std::uint32_t request = 0;
    result = call(&request);
    if (result != STEPBACK_OK) break;
    requests_[request] = asked;
    ++asked->open;
  }
  if (result == STEPBACK_OK) return;
  AnswerEvent refusal{0, result, std::string{code_of(result)}, {}};
  if (asked->open == 0) return refuse(line, refusal.code, sentence_for(result));
  asked->refusal = std::move(refusal);  // shown when the open requests have been answered
}

std::string Participation::sentence_for(stepback_result result) {
  switch (result) {
    case STEPBACK_NOT_JOINED:
      return sentences::not_in_session_yet();
    case STEPBACK_NOT_PERMITTED:
      return sentences::not_permitted_now();
    case STEPBACK_BUSY:
      return sentences::too_much_at_once();
    case STEPBACK_NETWORK:
      return sentences::connection_lost();
    default:
      return stepback_result_text(result);
  }
}

void Participation::on(const AnswerEvent& event, Steady::time_point) {
  const auto found = requests_.find(event.request);
  if (found == requests_.end()) return;
  const std::shared_ptr<Asked> asked = found->second;
  requests_.erase(found);
  if (event.result != STEPBACK_OK && !asked->refusal) asked->refusal = event;
  if (event.result == STEPBACK_OK && !event.kept) asked->kept = false;
  if (--asked->open == 0) finish(*asked);
}

void Participation::finish(const Asked& asked) {
  if (!asked.refusal && asked.leaves_question) {
    return refuse(asked.command, "whoIsThis",
                  sentences::who_is_this(sentences::say_who_this_is(), *state_));
  }
  if (!asked.refusal) {
    // A request that the host made by itself shows in the state.
    if (!asked.command.empty()) {
      const std::string remark = asked.kept ? asked.remark : sentences::done_not_kept(asked.remark);
      display_.answer({asked.command, true, {}, remark, {}, asked.kept});
    }
    return;
  }
  const AnswerEvent& refusal = *asked.refusal;
  // A newer server may refuse for a reason that the module does not know.
  const std::string_view unnamed = refusal.result == STEPBACK_REFUSED ? "refused" : "network";
  refuse(asked.command, refusal.code.empty() ? unnamed : std::string_view{refusal.code},
         sentence_for(refusal));
}

std::string Participation::sentence_for(const AnswerEvent& refusal) const {
  if (refusal.text.empty()) return sentence_for(refusal.result);
  const std::string why = sentences::refusal(refusal.code, refusal.text);
  return refusal.code == "whoIsThis" && state_ ? sentences::who_is_this(why, *state_) : why;
}

void Participation::refuse(const std::string& line, std::string_view code, std::string sentence) {
  if (line.empty()) return display_.note(sentence);
  display_.answer({line, false, std::string{code}, std::move(sentence), {}});
}

}  // namespace stepback::cli
