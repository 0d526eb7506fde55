#pragma once

// The socket: a libwebsockets client on the client's thread. No libwebsockets header leaves
// transport.cpp; its C callback only translates a reason into one of the calls below, and no
// exception crosses it. Everything but wake() belongs to the thread that calls run().

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plugin/src/base/clock.hpp"
#include "plugin/src/net/invite_link.hpp"
#include "plugin/src/net/outgoing.hpp"
#include "plugin/src/net/wire.hpp"

namespace stepback::plugin {

/// What the transport tells. No call may throw.
class TransportHandler {
 public:
  virtual ~TransportHandler() = default;
  virtual void on_open() = 0;
  /// One whole message. Those beyond the bound (256 KiB of text, 64 KiB of media) close.
  virtual void on_text(std::string_view text) = 0;
  virtual void on_binary(std::span<const std::uint8_t> bytes) = 0;
  /// The connection is gone, or did not come about. `reason` is a sentence.
  virtual void on_closed(std::string_view reason) = 0;
  /// The next message to write. Asked as long as the socket takes more.
  virtual std::optional<Message> next_message() = 0;
  /// wake() was called, once or several times.
  virtual void on_wake() = 0;
  /// A turn of the loop is over: when is the next thing due?
  virtual std::optional<SteadyTime> on_turn() = 0;
};

class Transport final : public Wire {
 public:
  struct Settings {
    ServerAddress server;
    std::string ca_file;  ///< PEM; empty: the system's authorities
  };

  /// Throws std::bad_alloc if libwebsockets has no memory or no file descriptors for it.
  explicit Transport(Settings settings);
  ~Transport() override;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  /// Runs until stop() is called on this thread.
  void run(TransportHandler& handler);
  void stop();

  // Wire
  void connect() override;
  void disconnect() override;
  void want_write() override;

  /// [audio] and any other thread: on_wake() follows. Writes to an eventfd, and takes no lock.
  void wake();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stepback::plugin
