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
  /// The head of a request is there: the answer to somebody who is turned away after all.
  virtual std::optional<HttpResponse> refuse(lws* connection) = 0;
  /// The whole request is there: it is waited for no longer.
  virtual void heard(lws* connection) = 0;
  /// The token of a request was no good: the answer instead, if its address has shown too many.
  virtual std::optional<HttpResponse> bad_token(lws* connection) = 0;
  /// An answer of so many bytes waits to be fetched until the connection ends.
  virtual void owe(lws* connection, std::size_t bytes) = 0;
  /// Connections whose request is overdue; each of them once.
  virtual std::vector<lws*> overdue() = 0;
};

}  // namespace stepback::signalling
