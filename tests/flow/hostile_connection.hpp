#pragma once

// One connection of somebody who means no good: sends what the grammar makes without waiting for
// anything, then reads, and keeps count of the answers. It is the server's right to close it at any
// time.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "flow/hostile_grammar.hpp"
#include "signalling/net/raw_client.hpp"

namespace stepback::flow {

class HostileConnection {
 public:
  HostileConnection(std::uint16_t port, HostileGrammar& grammar);

  void send(const HostileMessage& message);
  /// Asks for a last answer. Reads until all have come or the server closes; throws
  /// std::runtime_error if neither happens, or if what comes is no message of the protocol.
  void settle();
  /// Sends broken frames or none, and hangs up without a word.
  void hang_up();

  /// What is wrong with the answers: an empty text if each request has one, or at most one if the
  /// server has closed.
  std::string complaint() const;
  std::size_t sent() const { return sent_; }
  bool closed() const { return closed_; }

 private:
  void look_for_id(std::string_view bytes);
  void write(std::string_view bytes);
  void take(std::string_view text);

  HostileGrammar& grammar_;
  signalling::test::RawClient client_;
  std::map<std::int64_t, int> answers_;  ///< by request
  std::map<std::int64_t, int> more_;     ///< messages of changed bytes, by the number they carry
  std::size_t unanswered_ = 0;
  std::size_t sent_ = 0;
  bool closed_ = false;
};

}  // namespace stepback::flow
