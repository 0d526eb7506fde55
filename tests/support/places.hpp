#pragma once

// The folders in which this test program was built and its sources lie, and the programs that were
// built with it. They are found at run time from the program's own place. So no compile command
// holds the path of a clone, and another clone's compiler cache serves this one.

#include <filesystem>
#include <string>

namespace stepback::test {

/// Returns the folder of the build: the nearest one above this program that holds CMake's cache.
/// Throws std::runtime_error if there is none.
const std::filesystem::path& build_folder();
/// Returns the folder of the repository. Throws std::runtime_error if CMake's cache does not say
/// it.
const std::filesystem::path& source_folder();
/// Returns the path of a program of the build, such as "stepbackd".
std::string program(const std::string& name);

}  // namespace stepback::test
