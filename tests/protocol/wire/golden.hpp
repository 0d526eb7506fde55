#pragma once

// The samples of protocol/wire/golden, which the tests of every language read (README.md there).

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace stepback::protocol::test {

/// A file's name without its ending, and the message in it.
struct Sample {
  std::string name;
  std::string text;
};

/// The messages of golden/messages/`direction` ("client" or "server"), sorted by name.
std::vector<Sample> golden_messages(std::string_view direction);
/// The message of that name in golden/messages/`direction`.
std::string golden_message(std::string_view direction, std::string_view name);
/// The list in golden/`path`.
nlohmann::json golden_list(std::string_view path);
/// The JSON document protocol/wire/`path`.
nlohmann::json contract_document(std::string_view path);
/// The names of the JSON files in the folder protocol/wire/`folder`, sorted.
std::vector<std::string> contract_files(std::string_view folder);

std::vector<std::uint8_t> bytes_of_hex(std::string_view hex);
std::string hex_of(const std::vector<std::uint8_t>& bytes);

}  // namespace stepback::protocol::test
