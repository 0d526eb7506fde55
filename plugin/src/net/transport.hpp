#pragma once

// The socket: a libwebsockets client on the client's thread. This header includes nothing of
// libwebsockets. Its C callback only turns a reason into one of the calls below, and no exception
// crosses it. Only the thread in run() may call the functions, except wake(). The handler watches
// for a silent server.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plugin/src/base/clock.hpp"
#include "plugin/src/net/certificate_fault.hpp"
#include "plugin/src/net/invite_link.hpp"
#include "plugin/src/net/outgoing.hpp"
#include "plugin/src/net/wire.hpp"

namespace stepback::plugin {

/// The receiver of the transport's calls. No call may throw.
class TransportHandler {
 public:
  virtual ~TransportHandler() = default;
  virtual void on_open() = 0;
  /// One whole message. A longer one (256 KiB of text, 64 KiB of media) closes the connection.
  virtual void on_text(std::string_view text) = 0;
  virtual void on_binary(std::span<const std::uint8_t> bytes) = 0;
  /// The connection is lost, or could not be made. `reason` is a sentence.
  virtual void on_closed(std::string_view reason) = 0;
  /// The server's certificate was refused, so no connection was made.
  virtual void on_certificate_refused(CertificateFault fault) = 0;
  /// Returns the next message to write, or nothing. Called as long as the socket takes more.
  virtual std::optional<Message> next_message() = 0;
  /// wake() was called, once or several times.
  virtual void on_wake() = 0;
  /// A turn of the loop is over. Returns when the next thing is due, or nothing.
  virtual std::optional<SteadyTime> on_turn() = 0;
};

class Transport final : public Wire {
 public:
  struct Settings {
    ServerAddress server;
    std::string ca_file;  ///< PEM; empty for the system's authorities
  };

  /// Throws std::bad_alloc if libwebsockets lacks memory or file descriptors.
  explicit Transport(Settings settings);
  ~Transport() override;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  /// Runs the loop until stop() is called on this thread.
  void run(TransportHandler& handler);
  void stop();

  // Wire
  void connect() override;
  void disconnect() override;
  void want_write() override;

  /// [audio] and any other thread: makes run() call on_wake(). Writes to an eventfd; takes no lock.
  void wake();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stepback::plugin
