#pragma once

// Two people at the native module, behind a bad network. One speaks to the other. The server of
// their own is on the far side of the network. Measures the sound that the listener receives. One
// thread.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "flow/server_process.hpp"
#include "support/network/bad_network.hpp"
#include "support/people/person.hpp"

namespace stepback::bad_network {

class Talk {
 public:
  /// Both join over a good network, and the speaker's marker tone sounds. `congestion` is how TCP
  /// adapts to the network, as in tcp_congestion_control; Debian's is cubic.
  explicit Talk(const std::string& congestion = "cubic");

  BadNetwork& network() { return network_; }
  flow::Person& speaker() { return *speaker_; }
  flow::Person& listener() { return *listener_; }
  flow::SoundCard& card() { return *card_; }
  const nlohmann::json& session() const { return session_; }
  const flow::ServerProcess& server() const { return *server_; }

  /// The link of the i-th person, as a client behind the network uses it: 0 leads and speaks, 1
  /// listens; 2 and 3 are members who have not come yet.
  std::string link(std::size_t person) const;

  /// Plays this many seconds. The speaker presses the button again whenever a reconnect has closed
  /// the microphone.
  void play(double seconds);

  /// The quality of the sound since begin_measuring().
  struct Quality {
    double concealed = 0;  ///< share of the 20 ms frames that were made up
    double unheard = 0;    ///< share in which nothing was played and nothing made up
    double median_ms = 0;  ///< from mouth to ear
    double most_ms = 0;    ///< the same, 95th percentile
    std::uint64_t reconnects = 0;
  };
  /// Begins to measure; quality() covers the time from now on.
  void begin_measuring();
  Quality quality();
  /// Returns how many milliseconds after the sample `since` the speaker was heard again: at the
  /// first 200 ms of which four fifths are the tone, less than a second late. Nothing: not so far.
  std::optional<double> heard_again_after_ms(std::size_t since);

 private:
  void press_the_button();
  stepback_statistics statistics() const;
  std::uint64_t reconnects() const;

  BadNetwork network_;
  std::unique_ptr<flow::ServerProcess> server_;
  nlohmann::json session_;
  std::unique_ptr<flow::Person> speaker_;
  std::unique_ptr<flow::Person> listener_;
  std::unique_ptr<flow::SoundCard> card_;
  std::size_t pressed_after_ = 0;  ///< how often the speaker had joined then
  std::size_t from_ = 0;
  stepback_statistics before_{};
  std::uint64_t reconnects_before_ = 0;
};

}  // namespace stepback::bad_network
