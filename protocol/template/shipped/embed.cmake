# Writes OUTPUT, a C++ file that holds each of FILES (in FOLDER) as a string.
# cmake -DFOLDER=... -DFILES=a.json;b.json -DOUTPUT=... -P embed.cmake
set(entries "")
set(count 0)
foreach(file IN LISTS FILES)
  file(READ "${FOLDER}/${file}" text)
  string(FIND "${text}" ")json\"" end)
  if(NOT end EQUAL -1)
    message(FATAL_ERROR "${FOLDER}/${file} holds the mark that ends a string in the C++ file: )json\"")
  endif()
  string(APPEND entries "    {\"${file}\", R\"json(${text})json\"},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE "${OUTPUT}" "// Made from protocol/template/shipped/*.json by embed.cmake.
#include \"protocol/template/shipped.hpp\"

#include <array>

namespace stepback::protocol {
namespace {

constexpr std::array<ShippedTemplate, ${count}> kTemplates{{
${entries}}};

}  // namespace

std::span<const ShippedTemplate> shipped_templates() { return kTemplates; }

}  // namespace stepback::protocol
")
