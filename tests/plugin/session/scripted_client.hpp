#pragma once

// The module's conversation in a script of protocol/wire/behaviour, whose README says what the
// steps mean. The script is the person, the network and the server.

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/plugin/session/hand_driven.hpp"

namespace stepback::plugin {

/// Something that a client did.
struct Act {
  std::int64_t at = 0;         ///< milliseconds since the script began
  std::string act;             ///< as scripts call it
  std::string what = {};       ///< the type of a sent message, or the word that was told
  nlohmann::json detail = {};  ///< the message, the code or the state
};

class ScriptedClient final : private HandDriven {
 public:
  ScriptedClient()
      : HandDriven({.link = {{false, "balint.example", 80, "/"}, "link.claims.signature"},
                    .name = "Aino",
                    .seed = 7}) {}

  /// Brings the client to where a script begins, and begins to count its time.
  void begin(const std::string& from);
  /// Lets time go by until `at`.
  void advance(std::int64_t at);
  /// Does what a step of the script says, except a client's.
  void happen(const nlohmann::json& step);

  /// Returns what the client has done since the last call, in order.
  std::vector<Act> take_acts();
  bool connected() const { return connected_; }
  std::int64_t now() const;

 private:
  void connect() override;
  void disconnect() override;
  void want_write() override {}
  bool emit(ModuleEvent event) override;

  void person(const nlohmann::json& does);
  void presses(std::optional<bool> microphone, std::optional<bool> camera);
  void network(const std::string& does);
  void seats(const nlohmann::json& changes);
  nlohmann::json state_with(const nlohmann::json& changes);
  void state(const nlohmann::json& changes);
  void says(const nlohmann::json& message) { says(message.dump()); }
  void says(const std::string& text);
  void settle();
  void answer(const nlohmann::json& sent);
  void look();
  void did(std::string act, std::string what = {}, nlohmann::json detail = nullptr);

  SteadyTime start_ = clock_.now;
  std::vector<Act> acts_;
  bool connected_ = false;  ///< a connection is open or being opened
  bool opened_ = false;
  bool silent_ = false;
  bool microphone_ = false;
  bool camera_ = false;
  std::uint64_t revision_ = 1000;
  std::uint32_t last_request_ = 0;
  Closings told_;                                     ///< of the last event
  nlohmann::json newest_ = nlohmann::json::object();  ///< changes of the newest state
  std::map<std::string, std::uint64_t> last_ids_;     ///< of requests, by type
};

/// The differences between what a client did and what it had to do between two times; empty if
/// there is none. Devices and connections have an order, and so have devices and what is said or
/// told.
std::vector<std::string> differences(const std::vector<Act>& acts, const nlohmann::json& expected,
                                     std::int64_t from, std::int64_t to);

}  // namespace stepback::plugin
