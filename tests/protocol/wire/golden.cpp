#include "tests/protocol/wire/golden.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/places.hpp"

namespace stepback::protocol::test {
namespace {

std::filesystem::path golden_folder() {
  return stepback::test::source_folder() / "protocol/wire/golden";
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// Reads a sample, which is one line.
std::string read_line(const std::filesystem::path& path) {
  std::string text = read(path);
  if (text.empty() || text.back() != '\n') {
    throw std::runtime_error(path.string() + ": expected one line with its line feed");
  }
  text.pop_back();
  return text;
}

std::uint8_t digit(char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = digits.find(c);
  if (value == std::string_view::npos) throw std::runtime_error("expected lower-case hexadecimal");
  return static_cast<std::uint8_t>(value);
}

}  // namespace

std::vector<Sample> golden_messages(std::string_view direction) {
  std::vector<Sample> samples;
  for (const auto& file :
       std::filesystem::directory_iterator{golden_folder() / "messages" / direction}) {
    samples.push_back({file.path().stem().string(), read_line(file.path())});
  }
  std::sort(samples.begin(), samples.end(),
            [](const Sample& a, const Sample& b) { return a.name < b.name; });
  return samples;
}

std::string golden_message(std::string_view direction, std::string_view name) {
  return read_line(golden_folder() / "messages" / direction / (std::string(name) + ".json"));
}

nlohmann::json golden_list(std::string_view path) {
  return nlohmann::json::parse(read(golden_folder() / path));
}

nlohmann::json contract_document(std::string_view path) {
  return nlohmann::json::parse(read(golden_folder().parent_path() / path));
}

std::vector<std::string> contract_files(std::string_view folder) {
  std::vector<std::string> names;
  for (const auto& file :
       std::filesystem::directory_iterator{golden_folder().parent_path() / folder}) {
    if (file.path().extension() == ".json") names.push_back(file.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::uint8_t> bytes_of_hex(std::string_view hex) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  }
  return bytes;
}

std::string hex_of(const std::vector<std::uint8_t>& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t byte : bytes) {
    hex += digits[byte >> 4];
    hex += digits[byte & 0x0F];
  }
  return hex;
}

}  // namespace stepback::protocol::test
