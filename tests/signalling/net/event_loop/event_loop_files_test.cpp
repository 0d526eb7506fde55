// The files of the page that the event loop serves beside the handler's answers, and the headers
// that protect them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "signalling/net/http/static_files.hpp"
#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class WebRoot : public testing::Test {
 protected:
  /// The handler's answer repeats the request.
  static HttpResponse echo(const HttpRequest& request) {
    HttpResponse response;
    response.body = request.method + " " + request.path;
    return response;
  }
  WebRoot() {
    fs::create_directories(folder / "web/assets/.hidden");
    write("web/index.html", "<h1>web</h1>");
    write("web/assets/codec.wasm", "wasm");
    write("web/assets/worklet.mjs", "export {}");
    write("web/.env", "secret");
    write("web/assets/.hidden/x.txt", "secret");
    write("outside.txt", "secret");
    fs::create_symlink(folder / "outside.txt", folder / "web/link.txt");
    EventLoop::Settings settings = RunningLoop::settings();
    settings.web_root = (folder / "web").string();
    running = std::make_unique<RunningLoop>(settings, echo);
  }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder / name) << content;
  }
  RawResponse get(const std::string& path) const {
    return RawClient(running->port()).request("GET", path);
  }

  const stepback::test::TemporaryFolder temporary;
  const fs::path folder = temporary.path();
  std::unique_ptr<RunningLoop> running;
};

TEST_F(WebRoot, ServesItsFilesWithTheirTypes) {
  EXPECT_EQ(get("/").body, "<h1>web</h1>");
  EXPECT_EQ(get("/").headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/index.html").body, "<h1>web</h1>");
  EXPECT_EQ(get("/assets/codec.wasm").headers.at("content-type"), "application/wasm");
  EXPECT_EQ(get("/assets/worklet.mjs").headers.at("content-type"),
            "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/index.html").headers.at("x-content-type-options"), "nosniff");
}

TEST_F(WebRoot, KnowsTheTypesOfWhatABuiltPageHas) {
  const std::vector<std::pair<std::string, std::string>> types{
      {"x.css", "text/css; charset=utf-8"},
      {"x.map", "application/json"},
      {"x.woff2", "font/woff2"},
      {"x.webp", "image/webp"},
      {"X.PNG", "image/png"},
      {"x.webmanifest", "application/manifest+json"},
      {"x.svg", "image/svg+xml"},
      {"x.opus", "audio/ogg"},
      {"x.unknown", "application/octet-stream"}};
  for (const auto& [name, type] : types) {
    write("web/assets/" + name, "x");
    EXPECT_EQ(get("/assets/" + name).headers.at("content-type"), type) << name;
  }
}

TEST_F(WebRoot, ServesAChangedFileAnew) {
  EXPECT_EQ(get("/index.html").body, "<h1>web</h1>");
  write("web/index.html", "<h1>new</h1>");
  // Gives the file another time even if the file system counts in ticks.
  const fs::path file = folder / "web/index.html";
  fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(1));
  EXPECT_EQ(get("/index.html").body, "<h1>new</h1>");
  EXPECT_EQ(get("/index.html").body, "<h1>new</h1>");
  write("web/index.html", "<h1>longer</h1>");
  EXPECT_EQ(get("/").body, "<h1>longer</h1>");
  fs::remove(file);
  EXPECT_EQ(get("/").body, "GET /") << "the handler's";
}

TEST_F(WebRoot, ServesMoreThanItKeeps) {
  const std::string large(StaticFiles::kMostKept / 4, 'x');
  for (int round = 0; round < 2; ++round) {
    for (const char letter : {'a', 'b', 'c', 'd', 'e'}) {
      const std::string name = std::string("large_") + letter;
      if (round == 0) write("web/" + name, letter + large);
      EXPECT_TRUE(get("/" + name).body == letter + large) << name;
    }
  }
  const std::string larger(StaticFiles::kMostKept + 1, 'y');
  write("web/larger", larger);
  EXPECT_TRUE(get("/larger").body == larger);
}

TEST_F(WebRoot, KeepsHashedFilesForGoodAndAsksAgainForPages) {
  EXPECT_EQ(get("/").headers.at("cache-control"), "no-cache");
  EXPECT_EQ(get("/index.html").headers.at("cache-control"), "no-cache");
  EXPECT_EQ(get("/assets/codec.wasm").headers.at("cache-control"),
            "public, max-age=31536000, immutable");
  write("web/assets.txt", "x");
  EXPECT_EQ(get("/assets.txt").headers.at("cache-control"), "no-cache");
}

TEST_F(WebRoot, ProtectsEveryAnswer) {
  const RawResponse page = get("/");
  EXPECT_THAT(page.headers.at("content-security-policy"),
              AllOf(HasSubstr("script-src 'self';"), HasSubstr("frame-ancestors 'self'"),
                    HasSubstr("ws://localhost")));
  EXPECT_EQ(page.headers.at("permissions-policy"),
            "camera=(self), microphone=(self), display-capture=()");
  EXPECT_EQ(page.headers.at("referrer-policy"), "no-referrer");
  EXPECT_EQ(get("/api/x").headers.at("content-security-policy"),
            "default-src 'none'; frame-ancestors 'none'");
  EXPECT_EQ(get("/api/x").headers.at("x-content-type-options"), "nosniff");
}

class AllowedOrigin : public WebRoot {
 protected:
  AllowedOrigin() {
    EventLoop::Settings settings = RunningLoop::settings();
    settings.web_root = (folder / "web").string();
    settings.web_policy = WebPolicy({*WebOrigin::parse("https://moodle.example.edu")}, {});
    running.reset();
    running = std::make_unique<RunningLoop>(settings, echo);
  }
  RawResponse ask(const std::string& method, const std::string& path, const std::string& origin,
                  const std::string& more = "") const {
    return RawClient(running->port()).request(method, path, "Origin: " + origin + "\r\n" + more);
  }
};

TEST_F(AllowedOrigin, ReadsAModuleAcrossOrigins) {
  const RawResponse module = ask("GET", "/assets/worklet.mjs", "https://moodle.example.edu");
  EXPECT_EQ(module.headers.at("access-control-allow-origin"), "https://moodle.example.edu");
  EXPECT_EQ(module.body, "export {}");
  EXPECT_EQ(ask("GET", "/assets/worklet.mjs", "https://evil.example")
                .headers.count("access-control-allow-origin"),
            0U);
}

TEST_F(AllowedOrigin, IsGrantedItsPreflightBeforeTheHandlerIsAsked) {
  const std::string wish =
      "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: authorization\r\n";
  const RawResponse granted = ask("OPTIONS", "/api/sessions", "https://moodle.example.edu", wish);
  EXPECT_EQ(granted.status, 204);
  EXPECT_EQ(granted.headers.at("access-control-allow-origin"), "https://moodle.example.edu");
  EXPECT_THAT(granted.headers.at("access-control-allow-headers"), HasSubstr("authorization"));
  EXPECT_EQ(ask("OPTIONS", "/api/sessions", "https://evil.example", wish).status, 403);
  EXPECT_THAT(ask("GET", "/api/sessions", "https://evil.example").body, StartsWith("GET "))
      << "without a header that lets a page read it";
}

TEST_F(WebRoot, LeavesEverythingElseToTheHandler) {
  for (const std::string path : {"/api/x", "/assets", "/assets/", "/none.html"}) {
    EXPECT_THAT(get(path).body, StartsWith("GET " + path)) << path;
  }
  EXPECT_THAT(RawClient(running->port()).request("POST", "/index.html", "", "x").body,
              StartsWith("POST"));
}

TEST_F(WebRoot, HidesWhatLiesOutsideAndWhatIsHidden) {
  for (const std::string path :
       {"/../outside.txt", "/%2e%2e/outside.txt", "/assets/../../outside.txt", "/link.txt", "/.env",
        "/assets/.hidden/x.txt", "//outside.txt", "/assets/..%2f..%2foutside.txt",
        "/index.html%00.txt"}) {
    RawClient client(running->port());
    client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    // libwebsockets refuses some of these itself.
    std::string body;
    try {
      body = client.response().body;
    } catch (const std::runtime_error&) {
      continue;
    }
    EXPECT_THAT(body, testing::Not(HasSubstr("secret"))) << path;
  }
}

}  // namespace
}  // namespace stepback::signalling::test
