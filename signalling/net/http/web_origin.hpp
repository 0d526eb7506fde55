#pragma once

// The origin of a web page, as browsers send it: scheme, host and port (RFC 6454).

#include <optional>
#include <string>
#include <string_view>

namespace stepback::signalling {

/// An http or https origin in the form that browsers write (RFC 6454, section 6.1): lower case,
/// without the scheme's default port. A value: equal origins have equal text.
class WebOrigin {
 public:
  /// Reads `https://HOST[:PORT]` or `http://HOST[:PORT]`; a slash at the end is ignored. Returns
  /// nothing for any other text, also for `null` and wildcards. A host is a name in ASCII letters
  /// (an internationalised one in its xn-- form), an IPv4 address, or an IPv6 address in brackets.
  static std::optional<WebOrigin> parse(std::string_view text);
  /// Returns the origin of a URL that may have a path.
  static std::optional<WebOrigin> of_url(std::string_view url);

  const std::string& str() const { return text_; }
  bool secure() const { return text_.starts_with("https:"); }
  /// HOST[:PORT], without the scheme.
  std::string_view authority() const;
  /// The name or address alone; an IPv6 address without its brackets.
  std::string host() const;
  /// The origin for a WebSocket to the same host and port: ws or wss.
  std::string socket() const;

  /// Whether this Host header names the origin's own host and port.
  bool is_host(std::string_view host) const;

  friend bool operator==(const WebOrigin&, const WebOrigin&) = default;

 private:
  explicit WebOrigin(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace stepback::signalling
