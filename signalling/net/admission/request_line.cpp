#include "signalling/net/admission/request_line.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace stepback::signalling {
namespace {

using Refused = tl::unexpected<std::string_view>;

constexpr std::string_view kForm =
    "the request line: expected METHOD TARGET HTTP/1.1 in printable ASCII, with the letters A to Z "
    "in METHOD, and a CRLF behind it";

bool is_control(unsigned char byte) {
  constexpr unsigned char rubout = 0x7F;
  return byte < ' ' || byte == rubout;
}

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_letter_or_digit(unsigned char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

/// Returns the byte that `%41` at the beginning of `text` stands for, or nothing.
std::optional<unsigned char> escape_at(std::string_view text) {
  constexpr std::size_t size = 3;
  constexpr int hexadecimal = 16;
  unsigned char byte = 0;
  if (text.size() < size) return std::nullopt;
  const char* const end = text.data() + size;
  const auto [rest, error] = std::from_chars(text.data() + 1, end, byte, hexadecimal);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return byte;
}

/// Says what is wrong with the escapes of a target or, if `in_path`, of its path.
std::optional<std::string_view> fault_of_escapes(std::string_view text, bool in_path) {
  // libwebsockets makes an escaped = in a path an underscore.
  constexpr std::string_view dividers = "./\\?#=";
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const auto byte = escape_at(text.substr(at));
    if (!byte) return "the request target: expected two hexadecimal digits behind each %";
    if (is_control(*byte)) return "the request target: expected no escaped control character";
    if (!in_path) continue;
    if (is_letter_or_digit(*byte) || dividers.find(static_cast<char>(*byte)) < dividers.size()) {
      return "the request target: expected letters, digits and . / \\ ? # = unescaped";
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> fault_of_path(std::string_view path) {
  // libwebsockets reads ; & and + in a path as it does in a query.
  if (path.find_first_of("\\;&+") != std::string_view::npos) {
    return "the request target: expected no \\ ; & or + in its path";
  }
  if (path.find("//") != std::string_view::npos) return "the request target: expected no //";
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash before the segment
    const std::string_view segment = path.substr(0, path.find('/'));
    if (segment == "." || segment == "..") {
      return "the request target: expected no segment . or ..";
    }
    path.remove_prefix(segment.size());
  }
  return std::nullopt;
}

std::optional<std::string_view> fault_of_target(std::string_view target) {
  if (!target.starts_with('/')) return "the request target: expected a path";
  if (target.find('#') != std::string_view::npos) return "the request target: expected no #";
  const std::string_view path = target.substr(0, target.find('?'));
  if (auto fault = fault_of_path(path)) return fault;
  if (auto fault = fault_of_escapes(path, true)) return fault;
  return fault_of_escapes(target.substr(path.size()), false);
}

/// Says what is wrong with a whole line, which is given without its end.
std::optional<std::string_view> fault_of_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == 0 || last <= first + 1) return kForm;
  // If the first line begins with the name of a header, libwebsockets reads that header, and takes
  // a later line for the request line.
  if (!std::ranges::all_of(line.substr(0, first), is_capital)) return kForm;
  constexpr std::string_view version = "HTTP/1.";
  const std::string_view spoken = line.substr(last + 1);
  if (!spoken.starts_with(version) || spoken.size() != version.size() + 1) return kForm;
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (target.find(' ') != std::string_view::npos) return kForm;
  return fault_of_target(target);
}

}  // namespace

tl::expected<bool, std::string_view> look_at_request_line(std::string_view begin) {
  const std::size_t end = begin.find('\n');
  const bool whole = end != std::string_view::npos;
  std::string_view line = begin.substr(0, end);
  if (line.size() >= kMostRequestLine) {
    return Refused("the request line: expected at most 8192 bytes");
  }
  const bool returned = line.ends_with('\r');
  if (returned) line.remove_suffix(1);
  if (!std::ranges::all_of(line, is_printable) || (whole && !returned)) return Refused(kForm);
  if (!whole) return false;
  if (const auto fault = fault_of_line(line)) return Refused(*fault);
  return true;
}

}  // namespace stepback::signalling
