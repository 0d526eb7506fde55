#include "signalling/net/http/headers.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace stepback::signalling {
namespace {

constexpr std::array<std::pair<lws_token_indexes, std::string_view>, 7> kMethods{{
    {WSI_TOKEN_GET_URI, "GET"},
    {WSI_TOKEN_HEAD_URI, "HEAD"},
    {WSI_TOKEN_POST_URI, "POST"},
    {WSI_TOKEN_DELETE_URI, "DELETE"},
    {WSI_TOKEN_PUT_URI, "PUT"},
    {WSI_TOKEN_PATCH_URI, "PATCH"},
    {WSI_TOKEN_OPTIONS_URI, "OPTIONS"},
}};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool equal(std::string_view a, std::string_view b, bool any_case) {
  if (a.size() != b.size()) return false;
  return any_case ? strncasecmp(a.data(), b.data(), a.size()) == 0 : a == b;
}

}  // namespace

bool has_header(lws* connection, lws_token_indexes token) {
  return lws_hdr_total_length(connection, token) > 0;
}

std::string header(lws* connection, lws_token_indexes token) {
  constexpr int room_for_commas = 64;
  const int size = lws_hdr_total_length(connection, token);
  if (size <= 0) return {};
  std::string value(static_cast<std::size_t>(size + room_for_commas), '\0');
  if (lws_hdr_copy(connection, value.data(), size + room_for_commas, token) < 0) return {};
  value.resize(value.find('\0'));
  return value;
}

std::string_view method_of(lws* connection) {
  for (const auto& [token, name] : kMethods) {
    if (has_header(connection, token)) return name;
  }
  return {};
}

std::string path_of(lws* connection) {
  char* path = nullptr;
  int size = 0;
  if (lws_http_get_uri_and_method(connection, &path, &size) < 0 || size < 0) return {};
  return {path, static_cast<std::size_t>(size)};
}

std::string arrived_at(lws* connection) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::getsockname(lws_get_socket_fd(connection), generic, &size) != 0) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (::getnameinfo(generic, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) {
    return {};
  }
  // An IPv4 address on a socket of IPv6 (RFC 4291, section 2.5.5.2).
  constexpr std::string_view mapped = "::ffff:";
  const std::string_view written = text.data();
  const bool is_mapped = written.starts_with(mapped) && written.find('.') != std::string_view::npos;
  return std::string(is_mapped ? written.substr(mapped.size()) : written);
}

tl::expected<HttpFields, std::string> query_of(lws* connection) {
  HttpFields fields;
  if (!has_header(connection, WSI_TOKEN_HTTP_URI_ARGS)) return fields;
  // libwebsockets 4.1 takes an escaped line end for the end of the request line: nothing that
  // follows is read, also not the version.
  if (!has_header(connection, WSI_TOKEN_HTTP)) {
    return tl::unexpected<std::string>("a line end is in a member");
  }
  std::vector<std::string> members;
  while (true) {
    const int i = static_cast<int>(members.size());
    const int size = lws_hdr_fragment_length(connection, WSI_TOKEN_HTTP_URI_ARGS, i);
    std::string member(static_cast<std::size_t>(size) + 1, '\0');
    const int copied =
        lws_hdr_copy_fragment(connection, member.data(), size + 1, WSI_TOKEN_HTTP_URI_ARGS, i);
    if (copied < 0) break;  // there are no more
    member.resize(static_cast<std::size_t>(copied));
    members.push_back(std::move(member));
  }
  // Of a question mark alone libwebsockets 4.1 makes a slash.
  if (members.size() == 1 && (members.front().empty() || members.front() == "/")) return fields;
  for (const std::string& member : members) {
    const std::size_t equal = member.find('=');
    if (equal == std::string::npos) {
      return tl::unexpected<std::string>("a member is not NAME=VALUE");
    }
    auto added = fields.add(member.substr(0, equal), member.substr(equal + 1));
    if (!added) return tl::unexpected(std::move(added.error()));
  }
  return fields;
}

bool lists(std::string_view list, std::string_view word, bool any_case) {
  while (true) {
    const std::size_t comma = list.find(',');
    if (equal(trim(list.substr(0, comma)), word, any_case)) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

tl::expected<std::uint64_t, BodyFault> body_length(lws* connection) {
  if (has_header(connection, WSI_TOKEN_HTTP_TRANSFER_ENCODING)) {
    return tl::unexpected(BodyFault::noLength);
  }
  if (!has_header(connection, WSI_TOKEN_HTTP_CONTENT_LENGTH)) {
    const bool has_body = has_header(connection, WSI_TOKEN_POST_URI) ||
                          has_header(connection, WSI_TOKEN_PUT_URI) ||
                          has_header(connection, WSI_TOKEN_PATCH_URI);
    if (has_body) return tl::unexpected(BodyFault::noLength);
    return 0;
  }
  const std::string text = header(connection, WSI_TOKEN_HTTP_CONTENT_LENGTH);
  std::uint64_t length = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, length);
  if (error != std::errc{} || rest != end) return tl::unexpected(BodyFault::badLength);
  return length;
}

}  // namespace stepback::signalling
