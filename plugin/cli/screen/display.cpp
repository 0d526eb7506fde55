#include "plugin/cli/screen/display.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

#include "plugin/cli/screen/json_events.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/signal_narration.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

constexpr int kFailuresToTell = 2;

std::string name_of(const stepback_state& state, std::string_view id) {
  const stepback_participant* who = find(state, id);
  return who == nullptr ? std::string{"Someone"} : who->name;
}

}  // namespace

void NarratingDisplay::connection(const ConnectionEvent& event) {
  switch (event.connection) {
    case STEPBACK_CONNECTION_CONNECTING:
      // The first failure may be short and is not told. The second is told, later ones are not.
      if (told_ == Told::nothing) {
        line(sentences::connecting());
        told_ = Told::connecting;
      } else if (told_ == Told::connecting && ++failures_ == kFailuresToTell) {
        line(sentences::server_away());
        told_ = Told::lost;
      }
      break;
    case STEPBACK_CONNECTION_JOINED:
      if (ever_connected_) line(sentences::back_again());
      ever_connected_ = true;
      failures_ = 0;
      told_ = Told::connecting;
      break;
    case STEPBACK_CONNECTION_LOST:
      if (told_ == Told::lost) break;
      line(ever_connected_ ? sentences::connection_lost() : sentences::server_away());
      told_ = Told::lost;
      break;
    case STEPBACK_CONNECTION_ENDED:
      // join() shows the end once, since it knows the reason.
      break;
  }
}

void NarratingDisplay::state(const stepback_state* before, const stepback_state& after, Instant now,
                             const Circumstances& circumstances) {
  for (const std::string& sentence : narrate(before, after, now, circumstances)) line(sentence);
  for (const std::string& sentence : new_signals(before, after)) urgent_line(sentence);
}

void NarratingDisplay::chat(const stepback_state& state, const ChatEvent& event) {
  line(sentences::chat(name_of(state, event.from), event.text));
}

void NarratingDisplay::way_back(const stepback_state& state, const WayBackEvent& event) {
  if (event.participant != text_of(state.you)) {
    return link_line(sentences::way_back_of(name_of(state, event.participant)), event.link);
  }
  if (std::exchange(way_back_of_, event.participant) == event.participant) return;
  link_line(sentences::your_way_back(), event.link);
}

void NarratingDisplay::silence(const SilenceEvent& event) {
  line(event.silent ? sentences::you_do_not_answer() : sentences::you_answer_again());
}

void NarratingDisplay::answer(const Answer& answer) {
  if (!answer.page.empty()) page(answer.page);
  if (!answer.message.empty()) line(answer.message);
}

void TextDisplay::line(const std::string& sentence) {
  alive_ = alive_ && write_all(fd_, printable(sentence) + "\n");
}

bool TextDisplay::is_read() const {
  return isatty(fd_) != 0;
}

void TextDisplay::page(const std::vector<std::string>& lines) {
  for (const std::string& each : lines) line(each);
}

void JsonDisplay::connection(const ConnectionEvent& event) {
  line(to_json(event));
}
void JsonDisplay::state(const stepback_state*, const stepback_state& after, Instant,
                        const Circumstances&) {
  line(to_json(after));
}
void JsonDisplay::chat(const stepback_state&, const ChatEvent& event) {
  line(to_json(event));
}
void JsonDisplay::keyframe() {
  line(to_json(KeyframeEvent{}));
}
void JsonDisplay::way_back(const stepback_state&, const WayBackEvent& event) {
  line(to_json(event));
}
void JsonDisplay::silence(const SilenceEvent& event) {
  line(to_json(event));
}
void JsonDisplay::answer(const Answer& answer) {
  line(to_json(answer));
}
void JsonDisplay::note(const std::string& sentence) {
  line(note_to_json(sentence));
}

void JsonDisplay::line(const std::string& json) {
  alive_ = alive_ && write_all(fd_, json + "\n");
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace stepback::cli
