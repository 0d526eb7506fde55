#include "bench/measure/report.hpp"

#include <iostream>
#include <utility>

namespace stepback::bench {

Report::Report(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_);
}

void Report::print_line(const std::string& line) const {
  std::cout << line << std::endl;  // flushed: a run takes long, and somebody watches
}

void Report::row(const std::string& figure, const std::string& bound, const std::string& measured,
                 Verdict verdict) {
  const char* word = "";
  if (verdict == Verdict::met) word = "met: ";
  if (verdict == Verdict::missed) word = "**missed**: ";
  rows_.push_back("| " + figure + " | " + bound + " | " + word + measured + " |");
  print_line("  " + rows_.back());
}

std::ofstream Report::numbers(const std::string& name, const std::string& columns) const {
  std::ofstream file{folder_ / (name + ".dat")};
  file << "# " << columns << "\n";
  return file;
}

std::string Report::markdown() const {
  std::string text = "| figure | must be | measured |\n| --- | --- | --- |\n";
  for (const std::string& row : rows_) text += row + "\n";
  return text;
}

}  // namespace stepback::bench
