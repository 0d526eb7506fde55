#include "flow/text_client.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "support/places.hpp"

namespace stepback::flow {
namespace {

using nlohmann::json;

/// Longer than anything takes on a busy machine.
constexpr std::chrono::seconds kPatience{60};

/// Opens a pipe with a name, for both ends, so that neither open() waits for the other.
int make_pipe(const std::filesystem::path& path) {
  if (::mkfifo(path.c_str(), 0600) != 0) throw std::runtime_error("no pipe " + path.string());
  const int both = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (both < 0) throw std::runtime_error("no pipe " + path.string());
  return both;
}

std::vector<std::string> arguments(const std::filesystem::path& link_file, const std::string& link,
                                   const std::vector<std::string>& more) {
  std::ofstream{link_file} << link << "\n";
  std::vector<std::string> all{stepback::test::program("stepback"),
                               "join",
                               "--json",
                               "--headless",
                               "--link-file",
                               link_file.string()};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

TextClient::TextClient(const std::filesystem::path& folder, const std::string& label,
                       const std::string& link, const std::vector<std::string>& more)
    : input_{folder / (label + ".typed")},
      typing_{make_pipe(input_)},
      program_{arguments(folder / (label + ".link"), link, more), folder / (label + ".events"),
               input_} {}

TextClient::~TextClient() {
  ::close(typing_);
}

void TextClient::type(const std::string& line) const {
  const std::string text = line + "\n";
  if (::write(typing_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error("nothing can be typed");
  }
}

json TextClient::ask(const std::string& line) {
  type(line);
  return wait_for("the answer to " + line, [&](const json& event) {
    return event["event"] == "answer" && event["command"] == line;
  });
}

json TextClient::wait_for(const std::string& what, const std::function<bool(const json&)>& wanted) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (true) {
    const std::string output = program_.output();
    for (auto end = output.find('\n', read_); end != std::string::npos;
         end = output.find('\n', read_)) {
      json event = json::parse(output.substr(read_, end - read_));
      read_ = end + 1;
      if (wanted(event)) return event;
    }
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("never came: " + what + "; the program wrote: " + output);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

}  // namespace stepback::flow
