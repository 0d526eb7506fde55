#pragma once

// The results: printed line by line as they come, kept for the Markdown table at the end, and
// written as columns of numbers for the plots.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace stepback::bench {

class Report {
 public:
  /// `folder` is where the numbers for the plots go. It is made if it does not exist.
  explicit Report(std::filesystem::path folder);

  /// Prints a line on standard output at once.
  void print_line(const std::string& line) const;
  /// Whether a row of the table meets its bound. A row without a bound is only stated.
  enum class Verdict { met, missed, stated };
  void row(const std::string& figure, const std::string& bound, const std::string& measured,
           Verdict verdict);
  void row(const std::string& figure, const std::string& bound, const std::string& measured,
           bool met) {
    row(figure, bound, measured, met ? Verdict::met : Verdict::missed);
  }
  /// Opens FOLDER/NAME.dat anew for the numbers of a plot. Writes the columns' names as its first
  /// line.
  std::ofstream numbers(const std::string& name, const std::string& columns) const;

  /// The rows so far as a Markdown table, as in the README.
  std::string markdown() const;

 private:
  std::filesystem::path folder_;
  std::vector<std::string> rows_;
};

}  // namespace stepback::bench
