#include "signalling/net/http/static_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace stepback::signalling {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargest = std::uintmax_t{64} << 20U;

/// Makes browsers ask each time, so that a new version is used at once.
constexpr std::string_view kAskAgain = "no-cache";
/// A year, as long as HTTP's caches keep anything (RFC 9111 sets no limit; RFC 2616, section 14.21,
/// did). "immutable" (RFC 8246) avoids the request at a reload too.
constexpr std::string_view kForGood = "public, max-age=31536000, immutable";

constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".htm", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".cjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".avif", "image/avif"},
    {".webp", "image/webp"},
    {".ico", "image/vnd.microsoft.icon"},
    {".wasm", "application/wasm"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
    {".ttf", "font/ttf"},
    {".webm", "video/webm"},
    {".mp4", "video/mp4"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
    {".opus", "audio/ogg"},
    {".wav", "audio/wav"},
}};

std::string_view type_of(const fs::path& file) {
  std::string suffix = file.extension().string();
  std::ranges::transform(suffix, suffix.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto* const known =
      std::ranges::find(kTypes, suffix, &std::pair<std::string_view, std::string_view>::first);
  return known == kTypes.end() ? "application/octet-stream" : known->second;
}

/// Whether each step of the path is allowed: not hidden, not "..", without NUL and backslash.
bool presentable(const fs::path& path) {
  return std::ranges::all_of(path, [](const fs::path& step) {
    const std::string& name = step.native();
    return !name.starts_with('.') && name.find('\0') == std::string::npos &&
           name.find('\\') == std::string::npos;
  });
}

/// Returns the file's content, or nothing if the file is shorter than it was.
std::shared_ptr<const std::string> read(const fs::path& file, std::uintmax_t size) {
  std::string content(size, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(content.data(), static_cast<std::streamsize>(size));
  if (stream.gcount() != static_cast<std::streamsize>(size)) return nullptr;
  return std::make_shared<const std::string>(std::move(content));
}

bool lies_below(const fs::path& file, const fs::path& root) {
  return std::mismatch(root.begin(), root.end(), file.begin(), file.end()).first == root.end();
}

}  // namespace

std::optional<HttpResponse> StaticFiles::find(std::string_view path) {
  if (root_.empty() || !path.starts_with('/')) return std::nullopt;
  const fs::path wanted = path == "/" ? fs::path("index.html") : fs::path(path.substr(1));
  if (wanted.is_absolute() || !presentable(wanted)) return std::nullopt;
  std::error_code error;
  const fs::path base = fs::canonical(root_, error);
  const fs::path file = error ? fs::path() : fs::canonical(base / wanted, error);
  if (error || !lies_below(file, base) || !fs::is_regular_file(file, error)) return std::nullopt;

  HttpResponse response;
  response.shared_body = content_of(file);
  if (!response.shared_body) return std::nullopt;
  response.content_type = type_of(file);
  response.headers = {
      {"cache-control", std::string(*wanted.begin() == "assets" ? kForGood : kAskAgain)}};
  return response;
}

StaticFiles::Content StaticFiles::content_of(const fs::path& file) {
  std::error_code error;
  const auto written = fs::last_write_time(file, error);
  const std::uintmax_t size = error ? 0 : fs::file_size(file, error);
  if (error || size > kLargest) return nullptr;
  const auto found = kept_.find(file);
  if (found != kept_.end()) {
    const Kept& kept = found->second;
    if (kept.written == written && kept.content->size() == size) return kept.content;
    kept_bytes_ -= kept.content->size();
    kept_.erase(found);
  }
  auto content = read(file, size);
  if (!content || size > kMostKept) return content;
  if (kept_bytes_ + size > kMostKept) {  // no page is so large: older versions are in it
    kept_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += size;
  kept_.emplace(file, Kept{content, written});
  return content;
}

}  // namespace stepback::signalling
