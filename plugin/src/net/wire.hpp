#pragma once

// A connection to the server, as a conversation needs it. Client's thread.

namespace stepback::plugin {

/// What a conversation needs of a transport. Its calls never call back at once.
class Wire {
 public:
  virtual ~Wire() = default;
  /// Begins to connect: the conversation's opened() or closed() follows.
  virtual void connect() = 0;
  /// Drops the connection. Nothing is heard of it any more.
  virtual void disconnect() = 0;
  /// There is something to write: the conversation's next_message() will be asked.
  virtual void want_write() = 0;
};

}  // namespace stepback::plugin
