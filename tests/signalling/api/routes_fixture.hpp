#pragma once

// The HTTP calls as a function that takes a request and returns the answer.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "signalling/api/routes.hpp"
#include "tests/support/fakes.hpp"

namespace stepback::signalling {

using nlohmann::json;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class HttpApiTest : public testing::Test {
 protected:
  /// The coordinator's request.
  HttpRequest coordinators(const std::string& method, const std::string& path,
                           const std::string& body = "") const {
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.authorization = "Bearer " + coordinator;
    request.content_type = "application/json";
    request.body = body;
    return request;
  }
  HttpResponse call(const std::string& method, const std::string& path,
                    const std::string& body = "") const {
    return call(coordinators(method, path, body));
  }
  HttpResponse call(const HttpRequest& request) const {
    std::optional<HttpResponse> response;
    answer(request, context, [&](HttpResponse given) { response = std::move(given); });
    return response.value();
  }
  /// The answer to GET on the operator's port.
  HttpResponse operators(const std::string& path) const {
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    std::optional<HttpResponse> response;
    answer_operator(request, context, [&](HttpResponse given) { response = std::move(given); });
    return response.value();
  }
  HttpResponse create(const std::string& body) const { return call("POST", "/api/sessions", body); }
  json created(const std::string& body) const { return json::parse(create(body).body); }
  static std::string header(const HttpResponse& response, const std::string& name) {
    for (const auto& [each, value] : response.headers) {
      if (each == name) return value;
    }
    return "";
  }

  test::HandClock clock;
  test::CountingRandom random;
  test::FakeJournal journal;
  Metrics metrics;
  Access access{{"0123456789abcdef0123456789abcdef", {}}};
  Directory directory{clock, random, journal, metrics, access};
  TemplateStore templates = TemplateStore::load(std::nullopt).value();
  ApiContext context{clock,     random,  access,  directory,
                     templates, metrics, journal, "https://b.example",
                     {},        false};
  std::string coordinator = access.sign_coordinator(clock.now() + 1h);
};

}  // namespace stepback::signalling
