#include "plugin/cli/screen/line_editor.hpp"

#include <gtest/gtest.h>

namespace stepback::cli {
namespace {

using Key = LineEditor::Key;

Key type(LineEditor& editor, std::string_view bytes) {
  Key last = Key::none;
  for (const char byte : bytes) last = editor.feed(byte);
  return last;
}

TEST(LineEditor, GivesTheLineThatWasTyped) {
  LineEditor editor;

  EXPECT_EQ(type(editor, "appoint Zoë\r"), Key::entered);
  EXPECT_EQ(editor.entered(), "appoint Zoë");
  EXPECT_EQ(editor.text(), "");
}

TEST(LineEditor, EditsInTheMiddle) {
  LineEditor editor;
  type(editor, "mic of");
  type(editor, "\x1b[D\x1b[D");  // left, left
  EXPECT_EQ(editor.cursor_columns(), 4U);
  type(editor, "X\x7f\x1b[3~n");  // X, Backspace, Delete, n
  EXPECT_EQ(editor.text(), "mic nf");
  type(editor, "\x1b[F!\x1b[H-");  // End, !, Home, -
  EXPECT_EQ(editor.text(), "-mic nf!");
}

TEST(LineEditor, ErasesWholeCharacters) {
  LineEditor editor;
  type(editor, "王é\x7f\x7f");

  EXPECT_EQ(editor.text(), "");
  EXPECT_EQ(editor.cursor_columns(), 0U);
}

TEST(LineEditor, CountsWideCharactersAsTwoColumns) {
  LineEditor editor;
  type(editor, "say 王");

  EXPECT_EQ(editor.cursor_columns(), 6U);
}

TEST(LineEditor, KnowsTheUsualControlKeys) {
  LineEditor editor;
  type(editor, "say one two\x17");  // ^W
  EXPECT_EQ(editor.text(), "say one ");
  type(editor, "\x01\x0b");  // ^A ^K
  EXPECT_EQ(editor.text(), "");
  type(editor, "abc\x15");  // ^U
  EXPECT_EQ(editor.text(), "");
  EXPECT_EQ(type(editor, "\x0c"), Key::redraw);
}

TEST(LineEditor, EndsOnlyFromAnEmptyLine) {
  LineEditor editor;
  type(editor, "a\x1b[D");
  EXPECT_EQ(type(editor, "\x04"), Key::changed);
  EXPECT_EQ(editor.text(), "");
  EXPECT_EQ(type(editor, "\x04"), Key::end);
}

TEST(LineEditor, WalksThroughWhatWasTypedBefore) {
  LineEditor editor;
  type(editor, "who\rnext\r");
  type(editor, "\x1b[A");
  EXPECT_EQ(editor.text(), "next");
  type(editor, "\x1b[A\x1b[A");
  EXPECT_EQ(editor.text(), "who");
  type(editor, "\x1b[B\x1b[B");
  EXPECT_EQ(editor.text(), "");
}

TEST(LineEditor, TellsTheEscapeKeyFromASequence) {
  LineEditor editor;
  type(editor, "\x1b");
  EXPECT_EQ(editor.settle(), Key::dismiss);
  EXPECT_EQ(editor.settle(), Key::none);
  type(editor, "\x1b[");
  EXPECT_EQ(editor.settle(), Key::none);
  type(editor, "Ca");
  EXPECT_EQ(editor.text(), "a");
}

TEST(LineEditor, TakesNoSequenceForText) {
  LineEditor editor;
  type(editor, "\x1b[1;5C\x1b[200~\x1bOP");

  EXPECT_EQ(editor.text(), "");
}

TEST(LineEditor, EntersNothingThatWasPasted) {
  LineEditor editor;

  EXPECT_NE(type(editor, "say \x1b[200~one\rleave\n\x1b[201~"), Key::entered);
  EXPECT_EQ(editor.text(), "say one leave ");
  EXPECT_EQ(type(editor, "\r"), Key::entered);
}

TEST(LineEditor, StopsAtItsLongestLine) {
  LineEditor editor;
  for (int i = 0; i < 3000; ++i) editor.feed('x');

  EXPECT_EQ(editor.text().size(), 2100U);
}

}  // namespace
}  // namespace stepback::cli
