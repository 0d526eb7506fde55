#pragma once

// The connection to the server, as a conversation and its media use it. Client's thread.

namespace stepback::plugin {

/// A conversation and its media connect and send through this interface. No function calls back
/// before it returns.
class Wire {
 public:
  virtual ~Wire() = default;
  /// Begins to connect. The conversation's opened() or closed() is called later.
  virtual void connect() = 0;
  /// Drops the connection. The conversation is not called for it any more.
  virtual void disconnect() = 0;
  /// Tells the transport that a message waits. It takes the message by the conversation's
  /// next_message() when it can write.
  virtual void want_write() = 0;
};

}  // namespace stepback::plugin
