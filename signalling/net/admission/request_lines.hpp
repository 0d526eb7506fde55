#pragma once

// Accepted connections whose request line has not arrived. The bytes are looked at and stay in the
// socket, so that libwebsockets reads the whole request afterwards. Loop thread.

#include <ev++.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "signalling/net/loop/loop_io.hpp"

namespace stepback::signalling {

class RequestLines {
 public:
  /// Called once for each descriptor, which is the callee's again: with nothing if the line is
  /// good, or with the sentence that refuses it (look_at_request_line). The sentence is empty if
  /// the client has closed the connection.
  using OnLine = std::function<void(int descriptor, std::optional<std::string_view> fault)>;

  /// The loop outlives this object.
  RequestLines(ev::loop_ref loop, OnLine on_line) : loop_(loop), on_line_(std::move(on_line)) {}
  /// Closes all descriptors.
  ~RequestLines();
  RequestLines(const RequestLines&) = delete;
  RequestLines& operator=(const RequestLines&) = delete;

  /// Takes a descriptor and waits for its request line.
  void await(int descriptor);
  /// Waits no longer. The descriptor is the caller's again.
  void forget(int descriptor);

 private:
  struct Awaited {
    std::unique_ptr<LoopWatch> watch;
    std::size_t seen = 0;  ///< bytes
  };

  void look(int descriptor);
  void conclude(int descriptor, std::optional<std::string_view> fault);

  ev::loop_ref loop_;
  OnLine on_line_;
  std::unordered_map<int, Awaited> awaited_;
  /// The watch whose task runs: it must not be destroyed by that task.
  std::unique_ptr<LoopWatch> last_;
};

}  // namespace stepback::signalling
