#include "bad_network/talk.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "bad_network/marker_tone.hpp"
#include "support/people/measure.hpp"

namespace stepback::bad_network {
namespace {

constexpr std::size_t kListener = 1;
constexpr std::size_t kFrame = flow::kSampleRate / 50;
constexpr std::size_t kBlock = flow::kSampleRate / 100;

void choose_congestion_control(const NetworkNamespace& where, const std::string& name) {
  const NetworkNamespace::Inside inside{where};
  std::ofstream{"/proc/sys/net/ipv4/tcp_congestion_control"} << name;
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(at));
  return values[at];
}

}  // namespace

Talk::Talk(const std::string& congestion) {
  ::unsetenv("http_proxy");  // libwebsockets would look for it in the namespace
  choose_congestion_control(network_.servers(), congestion);
  choose_congestion_control(network_.clients(), congestion);
  {
    const NetworkNamespace::Inside inside{network_.servers()};
    server_ =
        std::make_unique<flow::ServerProcess>(std::vector<std::string>{"--listen", "0.0.0.0"});
    session_ = server_->create_session({{"template", "cmh-60"},
                                        {"participants",
                                         {{{"name", "Okafor"}, {"role", "facilitator"}},
                                          {{"name", "Aino"}, {"role", "member"}},
                                          {{"name", "Farid"}, {"role", "member"}},
                                          {{"name", "Ben"}, {"role", "member"}}}}});
  }
  const NetworkNamespace::Inside inside{network_.clients()};
  speaker_ = std::make_unique<flow::Person>(link(0));
  listener_ = std::make_unique<flow::Person>(link(kListener));
  card_ = std::make_unique<flow::SoundCard>();
  card_->plug_in(*speaker_, &marker_tone);
  card_->plug_in(*listener_, nullptr);
  pressed_after_ = speaker_->times_joined();
  if (!speaker_->publish(true).empty()) throw std::runtime_error("the speaker may not speak");
}

std::string Talk::link(std::size_t person) const {
  const std::string token = session_.at("tokens").at("participants").at(person).at("token");
  return std::string{"http://"} + BadNetwork::kServerAddress + ":" +
         std::to_string(server_->port()) + "/#join=" + token;
}

void Talk::play(double seconds) {
  const std::size_t until =
      card_->now() + static_cast<std::size_t>(seconds * flow::kSampleRate) / kBlock * kBlock;
  while (card_->now() < until) {
    const std::size_t next = std::min(until, card_->now() + 2 * kBlock);
    card_->heard(kListener, next, next);
    press_the_button();
  }
}

// Does as a person whose screen says that the microphone has been closed.
void Talk::press_the_button() {
  const std::size_t joined = speaker_->times_joined();
  if (joined == pressed_after_) return;
  if (stepback_publish(speaker_->client(), 1, STEPBACK_AS_IT_IS, nullptr) == STEPBACK_OK)
    pressed_after_ = joined;
}

void Talk::begin_measuring() {
  from_ = card_->now();
  before_ = statistics();
  reconnects_before_ = reconnects();
}

Talk::Quality Talk::quality() {
  const std::size_t until = card_->now();
  const stepback_statistics after = statistics();
  std::vector<double> late;
  for (const auto& each : delays(card_->heard(kListener, from_, until), from_)) {
    if (each) late.push_back(*each);
  }
  const double frames = static_cast<double>(until - from_) / static_cast<double>(kFrame);
  const auto made_up = static_cast<double>(after.frames_concealed - before_.frames_concealed);
  const auto played = static_cast<double>(after.frames_played - before_.frames_played);
  return {.concealed = made_up / frames,
          .unheard = std::max(0.0, (frames - made_up - played) / frames),
          .median_ms = quantile(late, 0.5),
          .most_ms = quantile(late, 0.95),
          .reconnects = reconnects() - reconnects_before_};
}

std::optional<double> Talk::heard_again_after_ms(std::size_t since) {
  constexpr std::size_t kFrames = 10;
  constexpr std::ptrdiff_t kEnough = 8;
  constexpr double kFresh = 1000;
  const auto late = delays(card_->heard(kListener, since, card_->now()), since);
  for (std::size_t at = 0; at + kFrames <= late.size(); ++at) {
    const auto begin = late.begin() + static_cast<std::ptrdiff_t>(at);
    const auto fresh = std::count_if(begin, begin + kFrames, [](const std::optional<double>& each) {
      return each && *each < kFresh;
    });
    if (fresh >= kEnough) return 20.0 * static_cast<double>(at);
  }
  return std::nullopt;
}

stepback_statistics Talk::statistics() const {
  stepback_statistics found{};
  found.struct_size = sizeof found;
  stepback_get_statistics(listener_->client(), &found);
  return found;
}

std::uint64_t Talk::reconnects() const {
  return speaker_->times_joined() + listener_->times_joined() - 2;
}

}  // namespace stepback::bad_network
