#pragma once

// What was found: said line by line as it comes, kept for the Markdown table at the end, and as
// columns of numbers for the plots.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace stepback::bench {

class Report {
 public:
  /// `folder`: where the numbers for the plots go; made if it is not there.
  explicit Report(std::filesystem::path folder);

  /// A line for who watches; on standard output at once.
  void say(const std::string& line) const;
  /// A row of the table. `met` says whether the bound is; a row without a bound is stated alone.
  enum class Verdict { met, missed, stated };
  void row(const std::string& figure, const std::string& bound, const std::string& measured,
           Verdict verdict);
  void row(const std::string& figure, const std::string& bound, const std::string& measured,
           bool met) {
    row(figure, bound, measured, met ? Verdict::met : Verdict::missed);
  }
  /// The numbers of a plot, anew: FOLDER/NAME.dat, a line of text with the columns' names first.
  std::ofstream numbers(const std::string& name, const std::string& columns) const;

  /// The rows so far, as the README has them.
  std::string markdown() const;

 private:
  std::filesystem::path folder_;
  std::vector<std::string> rows_;
};

}  // namespace stepback::bench
