#pragma once

// One person at the native module (stepback.h alone), for tests. Keeps the newest state, waits for
// conditions, gives commands and waits for their answers. A SoundCard plays their microphone and
// loudspeaker.

#include <stepback.h>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace stepback::flow {

struct Chair {
  std::string id;
  std::string name;
  stepback_seat seat{};
  stepback_channel channel{};
  bool connected = false;
  bool audio = false;
  stepback_hearing hearing{};
};

/// The parts of a state that tests look at.
struct Seen {
  std::uint64_t revision = 0;
  std::string phase;
  std::string you;
  stepback_permissions may{};
  std::vector<Chair> chairs;

  const Chair* chair(const std::string& name) const;
};

class Person {
 public:
  /// Joins at once. `name` is for shared links; `ca_file` is as in stepback_config.
  explicit Person(const std::string& link, std::optional<std::string> name = std::nullopt,
                  const std::optional<std::string>& ca_file = std::nullopt);
  ~Person();
  Person(const Person&) = delete;
  Person& operator=(const Person&) = delete;

  /// Waits until the newest state satisfies `wanted`. Throws std::runtime_error after a minute.
  void wait_until(const std::string& what, const std::function<bool(const Seen&)>& wanted);
  Seen seen() const;
  std::string id_of(const std::string& name) const;
  /// Whether a state with a private signal has come.
  bool has_signal() const;
  /// Waits for a state with a private signal. Returns false if none comes within a minute.
  bool wait_for_signal();
  /// The chat lines so far, the person's own among them, in the order in which they came.
  std::vector<std::string> chat() const;
  /// The number of times that the session was joined: more than one after a reconnect.
  std::size_t times_joined() const;
  /// The code with which the connection ended for good; empty until then.
  std::string ended() const;

  /// Gives a command and waits for the answer. Returns an empty text if it was done, else the code.
  std::string ask(const std::function<stepback_result(stepback_client*, std::uint32_t*)>& command);
  std::string publish(bool audio);
  std::string advance(const std::string& phase);

  stepback_client* client() const { return client_; }

 private:
  static void on_event(const stepback_event* event, void* self);
  void take(const stepback_event& event);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Seen seen_;
  std::map<std::uint32_t, std::string> answers_;
  std::vector<std::string> chat_;
  std::size_t times_joined_ = 0;
  bool has_signal_ = false;
  std::string ended_;
  stepback_client* client_ = nullptr;
};

/// Microphones and loudspeakers of several people, in 10 ms blocks on one steady clock. Sample n of
/// each microphone and sample n of each loudspeaker are of the same moment. Runs a thread of its
/// own.
class SoundCard {
 public:
  /// Fills a block (of zeros) that begins with the sample of this number.
  using Microphone = std::function<void(std::span<float>, std::size_t from)>;

  SoundCard();
  ~SoundCard();
  SoundCard(const SoundCard&) = delete;
  SoundCard& operator=(const SoundCard&) = delete;

  /// Connects a person, who is not owned and outlives the card. Returns their number for the calls
  /// below.
  std::size_t plug_in(const Person& person, Microphone microphone);
  /// From now on this person says what `microphone` fills in.
  void set_microphone(std::size_t who, Microphone microphone);
  /// The number of samples played so far.
  std::size_t now() const;
  /// Waits until sample `until` has been played. Returns what this person heard from sample `from`
  /// on.
  std::vector<float> heard(std::size_t who, std::size_t from, std::size_t until);

 private:
  struct Plugged {
    stepback_client* client = nullptr;
    Microphone microphone;
    std::vector<float> recording;
  };

  void run();

  mutable std::mutex mutex_;
  std::condition_variable played_;
  std::vector<Plugged> people_;
  std::size_t now_ = 0;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace stepback::flow
