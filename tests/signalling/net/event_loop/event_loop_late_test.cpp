// HTTP requests that are answered late.

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

/// A handler that delays its answers until the test gives them.
class LateAnswers : public testing::Test {
 protected:
  void wait_for_requests(std::size_t count) {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(
        changed.wait_for(lock, std::chrono::seconds{30}, [&] { return replies.size() >= count; }));
  }
  /// Waits for this many requests, and answers the oldest.
  void answer(std::size_t count, const std::string& body) {
    wait_for_requests(count);
    std::unique_lock lock(mutex);
    const auto reply = replies.front();
    replies.pop_front();
    lock.unlock();
    running.on_loop([&] {
      HttpResponse response;
      response.body = body;
      reply(response);
    });
  }

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<HttpReply> replies;
  RunningLoop running{RunningLoop::settings(),
                      HttpHandler{[this](const HttpRequest&, HttpReply reply) {
                        const std::lock_guard lock(mutex);
                        replies.push_back(std::move(reply));
                        changed.notify_all();
                      }}};
};

TEST_F(LateAnswers, ArriveWheneverTheyComeAndHoldUpNobody) {
  RawClient one(running.port());
  RawClient other(running.port());
  one.send("POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  answer(1, "first");
  EXPECT_EQ(one.response().body, "first");
  other.send("DELETE /2 HTTP/1.1\r\nHost: x\r\n\r\n");
  answer(1, "second");
  EXPECT_EQ(other.response().body, "second");
}

TEST_F(LateAnswers, FindNobodyIfTheClientHasGone) {
  {
    RawClient gone(running.port());
    gone.send("DELETE /1 HTTP/1.1\r\nHost: x\r\n\r\n");
    RawClient there(running.port());
    there.send("DELETE /2 HTTP/1.1\r\nHost: x\r\n\r\n");
    wait_for_requests(2);
  }
  running.on_loop([] {});
  answer(2, "to nobody");
  answer(1, "to nobody");

  RawClient next(running.port());
  next.send("GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
  answer(1, "to you");
  EXPECT_EQ(next.response().body, "to you");
}

// The second request is not read, since the connection is closed after the answer to the first.
TEST_F(LateAnswers, AreNotMixedUpWithTheNextRequest) {
  for (const std::string first : {"DELETE /1 HTTP/1.1\r\nHost: x\r\n\r\n",
                                  "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"}) {
    RawClient impatient(running.port());
    impatient.send(first);
    wait_for_requests(1);
    impatient.send("POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nmore");
    running.on_loop([] {});
    answer(1, "first");

    EXPECT_EQ(impatient.response().body, "first");
    EXPECT_TRUE(impatient.at_end());
    EXPECT_TRUE(replies.empty()) << "the second request was never asked";
  }
}

TEST_F(LateAnswers, AreGivenOnce) {
  RawClient client(running.port());
  client.send("DELETE /1 HTTP/1.1\r\nHost: x\r\n\r\n");
  wait_for_requests(1);
  const auto reply = replies.front();
  running.on_loop([&] {
    for (const char* body : {"first", "second"}) {
      HttpResponse response;
      response.body = body;
      reply(response);
    }
  });

  EXPECT_EQ(client.response().body, "first");
  EXPECT_TRUE(client.at_end()) << "no second answer follows";
}

// Some senders end a body with a line end that Content-Length does not count.
TEST_F(LateAnswers, ReachWhoSendsMoreThanTheirBody) {
  RawClient client(running.port());
  client.send("POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc\r\n");
  wait_for_requests(1);
  running.on_loop([] {});
  answer(1, "first");

  EXPECT_EQ(client.response().body, "first");
  EXPECT_TRUE(client.at_end());
  EXPECT_TRUE(replies.empty()) << "what follows a body is never asked";
}

// A client that has shut its own side down still reads.
TEST_F(LateAnswers, ReachWhoHasFinishedSending) {
  for (const std::string request :
       {"DELETE /1 HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"}) {
    RawClient client(running.port());
    client.send(request);
    wait_for_requests(1);
    client.finish_sending();
    running.on_loop([] {});
    answer(1, "first");
    EXPECT_EQ(client.response().body, "first");
    EXPECT_TRUE(client.at_end());
  }
}

}  // namespace
}  // namespace stepback::signalling::test
