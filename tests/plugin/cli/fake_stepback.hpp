#pragma once

// A stand-in for the module behind stepback.h. It records the host's calls and returns what the
// test sets. Only one may exist at a time. Only the test's thread uses it, except for push and
// pull.

#include <stepback.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace stepback::test {

struct FakeStepback {
  FakeStepback();
  ~FakeStepback();
  FakeStepback(const FakeStepback&) = delete;
  FakeStepback& operator=(const FakeStepback&) = delete;

  /// The client to hand to the code under test. It is not created through stepback_create(). There
  /// are as many as a session has seats.
  stepback_client* client(std::size_t number = 0);

  /// The calls, in order: "appoint p2", "publish 1 -1". Calls of the clients after the first have
  /// their number before them: "2 publish 1 -1".
  std::vector<std::string> calls;
  /// The result of the next calls.
  stepback_result result = STEPBACK_OK;
  /// The number of the last request.
  std::uint32_t last_request = 0;

  /// All frames that were pushed.
  std::vector<float> pushed;
  float pulled_value = 0;
  std::size_t pulled = 0;  ///< frames

  /// Whether the module has the extension for coordinators.
  bool has_sessions = true;
  /// The result of the extension's create().
  stepback_result create_result = STEPBACK_OK;
  std::string create_answer;
  std::int64_t links_until_ms = -1;  ///< of the last request
  std::vector<std::string> created;  ///< "server token template title", then "name:role" each

  stepback_result note(const stepback_client* client, const std::string& call,
                       std::uint32_t* request);
};

}  // namespace stepback::test
