// The sentences of sentences.hpp that are pages of several lines: the help, and the people here.

#include <array>

#include "plugin/cli/words/names.hpp"
#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli::sentences {
namespace {

struct HelpLine {
  std::string_view command;
  std::string_view does;
};

constexpr std::array kForEveryone{
    HelpLine{"who", "says who is here"},
    HelpLine{"mic on, mic off", "opens or closes your microphone"},
    HelpLine{"hand up, hand down", "raises or lowers your hand"},
    HelpLine{"say TEXT", "writes a line to everyone in the circle"},
    HelpLine{"signal pause", "tells the leaders alone; also signal help, signal tech"},
    HelpLine{"signal comeback", "asks the leaders to be let back in while you are stepped back"},
    HelpLine{"signal off", "takes your signals back"},
    HelpLine{"private on", "not private here: closes the microphone, plays nothing"},
    HelpLine{"leave", "leaves the session"},
};

constexpr std::array kForLeaders{
    HelpLine{"appoint NAME", "names the presenter of this case"},
    HelpLine{"next", "goes to the next phase"},
    HelpLine{"advance PHASE", "goes to a phase; `advance ended` ends the session"},
    HelpLine{"return-at 14:45",
             "moves the return; also +5, -5, or 45 (minutes from the beginning)"},
    HelpLine{"admit NAME, admit all", "lets people in"},
    HelpLine{"admit NAME as NAME", "says who came back; `admit NAME new` says that nobody did"},
    HelpLine{"way-back NAME", "shows the link that brings someone back to their chair"},
    HelpLine{"remove NAME", "sends someone out for good"},
    HelpLine{"remove NAME close-link", "nobody new can come by their shared link either"},
    HelpLine{"lock on, lock off", "keeps newcomers out"},
    HelpLine{"mute NAME", "closes someone's microphone"},
    HelpLine{"done NAME, done all", "says that someone's signals are dealt with"},
    HelpLine{"handover NAME", "gives the lead to another leader"},
    HelpLine{"lead", "takes the lead if nobody has it, or if its holder is away"},
};

std::string help_line(const HelpLine& line) {
  constexpr std::size_t kColumn = 24;
  std::string text{line.command};
  text.resize(std::max(kColumn, text.size() + 2), ' ');
  return text.append(line.does);
}

// How the stepped-back presenter hears. Only leaders are shown it.
std::string_view hearing_of(const stepback_state& state, const stepback_participant& who) {
  if (state.may.lead == 0 || !is_stepped_back(who) || who.connected == 0) return {};
  if (is_silent(who)) return "not known whether they hear";
  switch (who.hearing) {
    case STEPBACK_HEARING_OK:
      return "hears everyone";
    case STEPBACK_HEARING_POOR:
      return "hears poorly";
    case STEPBACK_HEARING_NONE:
      return "does not hear";
    case STEPBACK_HEARING_UNKNOWN:
      break;
  }
  return "not known whether they hear";
}

std::string doing(const stepback_state& state, const stepback_participant& who) {
  const bool you = is_you(state, who);
  std::string text{seat_title(who.seat)};
  if (you) text += ", you";
  if (who.by != STEPBACK_CAME_BY_UNKNOWN) text += ", " + came_by(who);
  if (who.alike_count > 0) text += ", somebody here has this name";
  if (who.after_removal != nullptr) {
    text += ", somebody called " + std::string{who.after_removal} + " was removed";
  }
  if (is_outside(who)) return text + (who.records ? ", records" : "") + ", waits outside";
  if (is_stepped_back(who)) text += ", stepped back";
  if (!who.connected) text += ", not connected";
  if (is_silent(who)) text += ", does not answer";
  if (who.connected && who.answers == STEPBACK_ANSWERS_YES) text += ", answers";
  if (const auto hearing = hearing_of(state, who); !hearing.empty()) {
    text.append(", ").append(hearing);
  }
  if (who.audio) text += ", microphone open";
  if (who.hand) text += ", hand up";
  if (who.records) text += ", records";
  return text;
}

}  // namespace

std::string_view seat_title(stepback_seat seat) {
  switch (seat) {
    case STEPBACK_SEAT_FACILITATOR:
      return "facilitator";
    case STEPBACK_SEAT_CO_FACILITATOR:
      return "co-facilitator";
    case STEPBACK_SEAT_PRESENTER:
      return "presenter";
    case STEPBACK_SEAT_MEMBER:
      return "member";
    case STEPBACK_SEAT_OBSERVER:
      break;
  }
  return "observer";
}

std::string_view role_title(stepback_role role) {
  switch (role) {
    case STEPBACK_ROLE_FACILITATOR:
      return "facilitator";
    case STEPBACK_ROLE_CO_FACILITATOR:
      return "co-facilitator";
    case STEPBACK_ROLE_MEMBER:
      return "member";
    case STEPBACK_ROLE_OBSERVER:
      break;
  }
  return "observer";
}

std::vector<std::string> help(bool leader) {
  std::vector<std::string> lines;
  lines.reserve(kForEveryone.size() + kForLeaders.size());
  for (const HelpLine& line : kForEveryone) lines.push_back(help_line(line));
  if (leader) {
    for (const HelpLine& line : kForLeaders) lines.push_back(help_line(line));
  }
  return lines;
}

std::vector<std::string> who(const stepback_state& state) {
  std::vector<std::string> lines;
  for (const stepback_participant* each : participants_of(state)) {
    lines.push_back(name_among(participants_of(state), *each) + ": " + doing(state, *each));
  }
  return lines;
}

}  // namespace stepback::cli::sentences
