#pragma once

// A stand-in for the module behind stepback.h: it notes what the host asks of it, and says what
// the test tells it to. One at a time; the test's thread only, push and pull aside.

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

  /// The client to hand to what is tested; not created through stepback_create(). There are as
  /// many as a session has seats.
  stepback_client* client(std::size_t number = 0);

  /// What was asked, in order: "appoint p2", "publish 1 0"; of the clients after the first with
  /// their number before it: "2 publish 1 0".
  std::vector<std::string> calls;
  /// What the next calls return instead of STEPBACK_OK.
  stepback_result result = STEPBACK_OK;
  /// The number of the last request.
  std::uint32_t last_request = 0;

  /// All frames that were pushed, and what pull gives.
  std::vector<float> pushed;
  float pulled_value = 0;
  std::size_t pulled = 0;  ///< frames

  /// What stepback_create_session() answers.
  stepback_result create_result = STEPBACK_OK;
  std::string create_answer;
  std::vector<std::string> created;  ///< "server token template title", then "name:role" each

  stepback_result note(const stepback_client* client, const std::string& call,
                       std::uint32_t* request);
};

}  // namespace stepback::test
