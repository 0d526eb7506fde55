#pragma once

// The questions that HTTP asks net/admission, and its reports, about one connection at a time. Loop
// thread.

#include <cstddef>
#include <optional>
#include <vector>

#include "signalling/net/http/message.hpp"

struct lws;

namespace stepback::signalling {

class Visitors {
 public:
  virtual ~Visitors() = default;
  /// Call it when the head of a request is there. Returns the answer if the client is turned away,
  /// else nothing.
  virtual std::optional<HttpResponse> refuse(lws* connection) = 0;
  /// Call it when the whole request is there. It has no deadline any more.
  virtual void heard(lws* connection) = 0;
  /// Call it when the token of a request was bad. Returns another answer if the client's address
  /// has shown too many bad tokens, else nothing.
  virtual std::optional<HttpResponse> bad_token(lws* connection) = 0;
  /// Counts an answer of so many bytes, which the client has not fetched yet, until the connection
  /// ends.
  virtual void owe(lws* connection, std::size_t bytes) = 0;
  /// Returns the connections whose request is overdue, each of them once.
  virtual std::vector<lws*> overdue() = 0;
};

}  // namespace stepback::signalling
