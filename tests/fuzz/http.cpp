// A request over HTTP: no file but a public one is given out, no header says more than it should,
// each call is answered once, and only a coordinator changes anything. The members of a query or a
// form are read as what they are, or refused.
//
// An input is `METHOD PATH` or `METHOD PATH?QUERY`, lines `name: value`, an empty line and the
// body, in bytes. The value `coordinator` of `authorization` stands for a good token.

#include "signalling/api/routes.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>

#include "signalling/net/http/static_files.hpp"
#include "signalling/net/http/web_policy.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace stepback::fuzz {
namespace {

namespace fs = std::filesystem;
using namespace stepback::signalling;
using nlohmann::json;

/// A web root whose files hold their own paths, in a folder with files that are not public.
class WebRoot {
 public:
  WebRoot() {
    fs::create_directories(folder_ / "web/assets/deep");
    fs::create_directories(folder_ / "web/.git");
    fs::create_directories(folder_ / "web-private");
    for (const char* file : {"index.html", "assets/app-1a2b.js", "assets/deep/a.b.wasm", "noend"}) {
      write("web/" + std::string(file), file);
    }
    for (const char* file : {"secret", "web/.git/config", "web/assets/.env", "web-private/key"}) {
      write(file, "not public");
    }
    fs::create_symlink("../secret", folder_ / "web/link.txt");
    fs::create_directory_symlink("..", folder_ / "web/up");
  }

  void hold_public(std::string_view path) {
    const auto file = files_.find(path);
    if (!file) return;
    const fs::path named = path == "/" ? fs::path("index.html") : fs::path(path.substr(1));
    hold(file->content() == named.lexically_normal(),
         "a path leads to the public file that it names");
    hold(file->status == 200 && !file->content_type.empty(), "a file has a type");
  }

 private:
  void write(const std::string& file, std::string_view text) const {
    std::ofstream(folder_ / file) << text;
  }

  const stepback::test::TemporaryFolder temporary_;
  const fs::path folder_ = temporary_.path();
  StaticFiles files_{folder_ / "web"};
};

const WebOrigin& allowed_origin() {
  static const WebOrigin origin = WebOrigin::parse("https://moodle.example.edu").value();
  return origin;
}

std::set<std::string> directives(std::string_view rules) {
  std::set<std::string> names;
  while (!rules.empty()) {
    std::string_view rule = take_until(rules, ';');
    rule.remove_prefix(std::min(rule.find_first_not_of(' '), rule.size()));
    hold(names.insert(std::string(take_until(rule, ' '))).second, "a rule stands once");
  }
  return names;
}

/// Any site may read the element's files, which are the same for everybody.
void hold_readers(const HttpRequest& request, std::string_view readers) {
  if (request.path.starts_with("/element/")) {
    hold(readers == "*", "any site may read the element's files");
    return;
  }
  hold(readers == allowed_origin().str() && WebOrigin::parse(request.origin) == allowed_origin(),
       "nobody but an allowed site may read an answer");
}

/// Compares the policy's treatment of an answer to this request with that of an answer to a
/// harmless request.
void hold_protected(const WebPolicy& policy, const HttpRequest& request, HttpResponse response) {
  HttpResponse harmless = response;
  policy.protect(request, response);
  policy.protect({.method = "GET",
                  .path = "/",
                  .content_type = {},
                  .authorization = {},
                  .body = {},
                  .host = "b.example"},
                 harmless);
  std::string rules;
  for (const auto& [name, value] : harmless.headers) {
    if (name == "content-security-policy") rules = value;
  }
  for (const auto& [name, value] : response.headers) {
    hold(std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; }),
         "a header is one line of printable letters");
    if (name == "content-security-policy") {
      hold(directives(value) == directives(rules), "a request adds no rule and takes none away");
      // A word of the policy stands in quotes. A host may have it in its name without them.
      hold(value.find("'unsafe") == std::string::npos, "nothing unsafe is allowed");
    }
    if (name == "access-control-allow-origin") hold_readers(request, value);
  }
}

void hold_policy(const HttpRequest& request) {
  static const WebPolicy alone;
  static const WebPolicy shared({allowed_origin()}, WebOrigin::parse("https://b.example"));
  HttpResponse page;
  page.content_type = "text/html; charset=utf-8";
  for (const WebPolicy* policy : {&alone, &shared}) {
    hold_protected(*policy, request, page);
    hold_protected(*policy, request, HttpResponse{});
    static_cast<void>(policy->refuse_socket(request));
    if (auto answer = policy->preflight(request)) hold_protected(*policy, request, *answer);
  }
  if (const auto origin = WebOrigin::parse(request.origin)) {
    hold(WebOrigin::parse(origin->str()) == origin, "an origin is read as what it is");
  }
}

/// The server's HTTP calls without a server. Sessions live as long as one input.
struct Server {
  signalling::test::HandClock clock;
  signalling::test::CountingRandom random;
  signalling::test::FakeJournal journal;
  Metrics metrics;
  Access access{{"0123456789abcdef0123456789abcdef", {}}};
  Directory directory{clock, random, journal, metrics, access};
  TemplateStore templates = TemplateStore::load(std::nullopt).value();
  ApiContext context{clock,     random,  access,  directory,
                     templates, metrics, journal, "https://b.example",
                     {"Help"},  false};
  std::string coordinator = access.sign_coordinator(clock.now() + std::chrono::hours{1});

  HttpResponse call(const HttpRequest& request) const {
    int answers = 0;
    HttpResponse response;
    answer(request, context, [&](HttpResponse given) {
      ++answers;
      response = std::move(given);
    });
    hold(answers == 1, "each call is answered once");
    return response;
  }

  void forget_all() {
    for (const SessionSummary& each : directory.list()) directory.end(each.id, [](const auto&) {});
    journal.kept.clear();
    journal.firsts.clear();
    journal.removed.clear();
  }
};

void hold_made(const Server& server, const HttpRequest& request, const HttpResponse& response) {
  const json wanted = json::parse(request.body);
  const json made = json::parse(response.body);
  const protocol::SessionId id{made.at("id").get<std::string>()};
  const auto session = server.directory.summary(id);
  hold(session && session->template_id == wanted.at("template").get<std::string>(),
       "a session that is made is there");
  hold(made.at("tokens").value("participants", json::array()).size() ==
           wanted.value("participants", json::array()).size(),
       "everyone who was named has a token");
  for (const auto role : {"facilitator", "coFacilitator", "member", "observer"}) {
    const auto claims =
        server.access.check(made.at("tokens").at(role).get<std::string>(), server.clock.now());
    hold(claims && claims->session == id && protocol::to_word(claims->role) == role,
         "a link leads into its session, in its role");
  }
}

void hold_answered(Server& server, const HttpRequest& request, bool coordinator) {
  const HttpResponse response = server.call(request);
  const std::set<int> known{200, 201, 204, 400, 401, 404, 405, 413, 415, 422};
  hold(known.contains(response.status), "an answer has a status that openapi.json knows");
  if (response.content_type.find("json") != std::string::npos && !response.body.empty()) {
    const json body = json::parse(response.body);
    if (response.status >= 400) hold(body.at("status") == response.status, "a problem says which");
  }
  hold(server.directory.list().size() == (response.status == 201 ? 1U : 0U),
       "a session is made where the answer says so");
  if (!coordinator) {
    hold(!request.path.starts_with("/api/sessions") || response.status >= 400,
         "nobody but a coordinator hears of sessions");
    return;
  }
  if (response.status == 201) hold_made(server, request, response);
  server.forget_all();
}

std::string encode(const HttpFields& fields) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  const auto append = [&](std::string_view plain) {
    for (const char c : plain) {
      const auto byte = static_cast<unsigned char>(c);
      text.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 0x0FU]);
    }
  };
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    append(name);
    text += '=';
    append(value);
  }
  return text;
}

tl::expected<HttpFields, std::string> hold_fields(std::string_view text) {
  auto fields = parse_fields(text);
  if (!fields) {
    hold(!fields.error().empty() && !text.empty(), "a refusal says why");
    return fields;
  }
  hold(parse_fields(encode(*fields)) == fields, "members are read again as the same");
  const auto members = std::ranges::count(text, '&') + (text.empty() ? 0 : 1);
  hold(fields->size() == static_cast<std::size_t>(members) && fields->size() <= HttpFields::kMost,
       "each member counts once, and they are bounded");
  for (const auto& [name, value] : *fields) {
    hold(!name.empty() && name.size() <= HttpFields::kMostName, "a name is bounded");
    hold((name + value).find('\0') == std::string::npos, "no zero byte gets in");
    hold(fields->find(name) == &value, "a member is found by its name");
  }
  return fields;
}

HttpRequest read_request(std::string_view rest, std::string_view coordinator) {
  HttpRequest request;
  std::string_view first = take_until(rest, '\n');
  request.method = take_until(first, ' ');
  request.path = take_until(first, '?');
  request.query = hold_fields(first);
  while (!rest.empty()) {
    std::string_view value = take_until(rest, '\n');
    if (value.empty()) break;
    const std::string_view name = take_until(value, ':');
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "host") {
      request.host = value;
      request.own_host = true;
    }
    if (name == "origin") request.origin = value;
    if (name == "content-type") request.content_type = value;
    if (name == "authorization") {
      request.authorization =
          value == "coordinator" ? "Bearer " + std::string(coordinator) : std::string(value);
    }
  }
  request.body = rest;
  auto form = hold_fields(rest);
  if (is_form(request.content_type)) request.form = std::move(form);
  return request;
}

}  // namespace

void http(Input input) {
  static WebRoot files;
  static Server server;
  const HttpRequest request = read_request(text_of(input), server.coordinator);
  files.hold_public(request.path);
  hold_policy(request);
  hold_answered(server, request, request.authorization == "Bearer " + server.coordinator);
}

}  // namespace stepback::fuzz
