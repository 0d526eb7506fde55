#include "plugin/cli/join.hpp"

#include <stepback.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <utility>

#include "plugin/cli/join_loop.hpp"
#include "plugin/cli/model/event.hpp"
#include "plugin/cli/model/signals.hpp"
#include "plugin/cli/person/participation.hpp"
#include "plugin/cli/screen/line_reader.hpp"
#include "plugin/cli/screen/terminal_display.hpp"
#include "plugin/cli/sound/device_audio.hpp"
#include "plugin/cli/sound/headless_audio.hpp"
#include "plugin/cli/sound/recorder.hpp"
#include "plugin/cli/sound/sound_path.hpp"
#include "plugin/cli/words/exit_code.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

struct DestroyClient {
  void operator()(stepback_client* client) const { stepback_destroy(client); }
};
using Client = std::unique_ptr<stepback_client, DestroyClient>;

tl::expected<Client, stepback_result> make_client(const JoinOptions& options,
                                                  const std::string& link,
                                                  ReceivedEventQueue& events) {
  stepback_config config{};
  config.struct_size = sizeof config;
  config.link = link.c_str();
  config.name = options.name.empty() ? nullptr : options.name.c_str();
  config.on_event = &ReceivedEventQueue::receive;
  config.user = &events;
  config.ca_file = options.ca_file.empty() ? nullptr : options.ca_file.c_str();
  config.records = options.record.empty() ? 0 : 1;
  stepback_client* client = nullptr;
  const stepback_result result = stepback_create(&config, &client);
  if (result != STEPBACK_OK) return tl::unexpected{result};
  return Client{client};
}

/// The sound that the options ask for. It moves as long as this object exists.
class Sound {
 public:
  static tl::expected<std::unique_ptr<Sound>, std::string> start(const JoinOptions& options,
                                                                 stepback_client* client,
                                                                 const SoundSwitches& switches) {
    SoundPath::Play play{{}, options.loop};
    if (!options.play.empty()) {
      auto samples = read_sound(options.play);
      if (!samples) return tl::unexpected{samples.error()};
      play.samples = *std::move(samples);
    }
    std::unique_ptr<Sound> sound{new Sound};
    if (!options.record.empty()) {
      auto file = WavWriter::create(options.record);
      if (!file) return tl::unexpected{file.error()};
      sound->recorder_ = std::make_unique<Recorder>(*std::move(file));
      sound->remarks_.push_back(sentences::recording(options.record));
    }
    sound->path_ =
        std::make_unique<SoundPath>(client, switches, std::move(play), sound->recorder_.get());
    if (auto trouble = sound->open(options)) return tl::unexpected{*std::move(trouble)};
    return sound;
  }

  /// Remarks for the person, to show before anything else.
  const std::vector<std::string>& remarks() const { return remarks_; }
  const Recorder* recorder() const { return recorder_.get(); }
  Sink sink() const {
    if (device_) return Sink::speaker;
    return recorder_ ? Sink::file : Sink::none;
  }
  /// No sound moves after this has returned.
  void stop() {
    device_.reset();
    headless_.reset();
  }

 private:
  Sound() = default;

  std::optional<std::string> open(const JoinOptions& options) {
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    const bool may_choose = !options.device && !options.headless && terminal;
    if (options.device || (may_choose && DeviceAudio::available())) {
      auto device = DeviceAudio::open(*path_);
      if (!device) return device.error();
      device_ = *std::move(device);
      if (!device_->has_microphone()) remarks_.push_back(sentences::no_microphone_device());
      return std::nullopt;
    }
    if (may_choose) remarks_.push_back(sentences::without_sound_device());
    headless_ = std::make_unique<HeadlessAudio>(
        [path = path_.get()](std::size_t frames) { path->move(nullptr, nullptr, frames); });
    return std::nullopt;
  }

  std::vector<std::string> remarks_;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<SoundPath> path_;
  std::unique_ptr<DeviceAudio> device_;
  std::unique_ptr<HeadlessAudio> headless_;
};

std::string client_trouble(stepback_result result) {
  if (result == STEPBACK_INVALID_LINK) {
    return sentences::link_expected();
  }
  return stepback_result_text(result);
}

}  // namespace

int join(const JoinOptions& options) {
  std::string link = options.link;
  if (!options.link_file.empty() || link == "-") {
    auto read = read_secret(options.link_file.empty() ? link : options.link_file);
    if (!read) return fail(kUsage, read.error());
    link = *std::move(read);
  }
  // Made before the first thread, so that all threads leave the signals to the loop.
  const Signals signals;
  ReceivedEventQueue events;
  auto client = make_client(options, link, events);
  if (!client) {
    const bool usage =
        client.error() == STEPBACK_INVALID_LINK || client.error() == STEPBACK_INVALID_ARGUMENT;
    return fail(usage ? kUsage : kFailure, client_trouble(client.error()));
  }
  SoundSwitches switches;
  auto sound = Sound::start(options, client->get(), switches);
  if (!sound) return fail(kUsage, sound.error());

  Participation::Outcome outcome;
  {
    std::unique_ptr<Display> display;
    TerminalDisplay* terminal = nullptr;
    if (options.json) {
      display = std::make_unique<JsonDisplay>(STDOUT_FILENO);
    } else if (!options.text && can_draw()) {
      auto drawn = std::make_unique<TerminalDisplay>(look_of_environment());
      terminal = drawn.get();
      display = std::move(drawn);
    } else {
      display = std::make_unique<TextDisplay>(STDOUT_FILENO);
    }
    for (const std::string& remark : (*sound)->remarks()) display->note(remark);
    Participation part{client->get(),
                       *display,
                       switches,
                       {.open_microphone = options.open_microphone,
                        .lines_wait = isatty(STDIN_FILENO) == 0,
                        .give_up_after = std::chrono::seconds{options.give_up_after},
                        .sink = (*sound)->sink()},
                       Participation::Steady::now()};
    const stepback_result began = stepback_join(client->get());
    if (began != STEPBACK_OK) {
      outcome = {kFailure, stepback_result_text(began)};
    } else {
      outcome = JoinLoop{part, *display, terminal, events, signals, options}.run();
      stepback_leave(client->get());
      for (const ReceivedEvent& event : events.take()) {
        part.event(event, Participation::Steady::now());
      }
    }
  }
  // The live view is gone, so text can be printed again.
  (*sound)->stop();
  const Recorder* recorder = (*sound)->recorder();
  if (recorder != nullptr && recorder->lost() > 0) {
    std::fprintf(stderr, "stepback: %s\n", sentences::recording_gaps(recorder->lost()).c_str());
  }
  if (outcome.exit_code != kSuccess) return fail(outcome.exit_code, outcome.sentence);
  if (!options.json) std::printf("%s\n", printable(outcome.sentence).c_str());
  return kSuccess;
}

}  // namespace stepback::cli
