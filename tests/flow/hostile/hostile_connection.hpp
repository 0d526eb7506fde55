#pragma once

// One connection of an attacker. It sends the grammar's messages without waiting for anything, then
// reads and counts the answers. The server may close it at any time.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "flow/hostile/hostile_grammar.hpp"
#include "support/wire/raw_client.hpp"

namespace stepback::flow {

class HostileConnection {
 public:
  HostileConnection(std::uint16_t port, HostileGrammar& grammar);

  void send(const HostileMessage& message);
  /// Sends a ping, then reads until every request has its answer or the server closes. Throws
  /// std::runtime_error if neither happens in time, or another exception if a message is not one of
  /// the protocol's.
  void settle();
  /// Closes the connection without a close frame, sometimes after broken frames.
  void hang_up();

  /// A sentence that names a request without an answer, or with too many; empty if there is none. A
  /// request may lack its answer if the server has closed.
  std::string complaint() const;
  std::size_t sent() const { return sent_; }
  bool closed() const { return closed_; }

 private:
  void look_for_id(std::string_view bytes);
  void write(std::string_view bytes);
  void take(std::string_view text);

  HostileGrammar& grammar_;
  RawClient client_;
  std::map<std::int64_t, int> answers_;  ///< by request
  std::map<std::int64_t, int> more_;     ///< messages of changed bytes, by the number they carry
  std::size_t unanswered_ = 0;
  std::size_t sent_ = 0;
  bool closed_ = false;
};

}  // namespace stepback::flow
