#include "signalling/api/template_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "protocol/template/shipped.hpp"
#include "tests/support/temporary_folder.hpp"

namespace stepback::signalling {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class TemplateStoreTest : public testing::Test {
 protected:
  // A good template with another id.
  static json with_id(std::string_view id) {
    json document = json::parse(protocol::shipped_templates().front().text);
    document["id"] = id;
    return document;
  }
  void write(const std::string& name, std::string_view text) const {
    std::ofstream{folder / name, std::ios::binary} << text;
  }
  std::string error() const {
    const auto store = TemplateStore::load(folder);
    return store ? "none" : store.error();
  }
  static std::vector<std::string> ids(const TemplateStore& store) {
    std::vector<std::string> found;
    for (const auto& template_ : store) found.push_back(template_.id);
    return found;
  }

  const stepback::test::TemporaryFolder temporary;
  const fs::path folder = temporary.path();
};

TEST_F(TemplateStoreTest, HasTheShippedOnesWithoutAFolder) {
  const auto store = TemplateStore::load(std::nullopt);
  ASSERT_TRUE(store) << store.error();
  EXPECT_THAT(ids(*store), ElementsAre("cmh-60", "bsms-60", "helsinki-90", "two-case-90",
                                       "classic-90", "rehearsal"));
}

TEST_F(TemplateStoreTest, FindsATemplateByItsIdAndNothingByAnother) {
  const auto store = TemplateStore::load(std::nullopt).value();
  ASSERT_NE(store.find("two-case-90"), nullptr);
  EXPECT_EQ(store.find("two-case-90")->cases, 2U);
  EXPECT_EQ(store.find("two-case-9"), nullptr);
}

TEST_F(TemplateStoreTest, AddsADeployersTemplatesInTheOrderOfTheirFilesNames) {
  write("b.json", with_id("zebra").dump());
  write("a.json", with_id("yak").dump());
  write("readme.txt", "not a template");
  const auto store = TemplateStore::load(folder);
  ASSERT_TRUE(store) << store.error();
  EXPECT_THAT(ids(*store), ElementsAre("cmh-60", "bsms-60", "helsinki-90", "two-case-90",
                                       "classic-90", "rehearsal", "yak", "zebra"));
}

TEST_F(TemplateStoreTest, ReplacesAShippedTemplateInItsPlace) {
  json ours = with_id("bsms-60");
  ours["title"] = "Our own hour";
  write("hour.json", ours.dump());
  const auto store = TemplateStore::load(folder);
  ASSERT_TRUE(store) << store.error();
  EXPECT_EQ(store->size(), 6U);
  EXPECT_EQ(std::next(store->begin())->title, "Our own hour");
}

TEST_F(TemplateStoreTest, TakesAnEmptyFolder) {
  EXPECT_EQ(error(), "none");
}

TEST_F(TemplateStoreTest, SaysWhichFileIsBrokenWhereAndWhatWasExpected) {
  json broken = with_id("ours");
  broken["phases"][3].erase("end");
  write("ours.json", broken.dump());
  EXPECT_EQ(error(), (folder / "ours.json").string() +
                         ": at /phases/3/end: expected this member, which is missing");
}

TEST_F(TemplateStoreTest, SaysAtWhichLineAFileIsNotJson) {
  write("ours.json", "{\n  \"id\": ours\n}");
  EXPECT_EQ(error(), (folder / "ours.json").string() +
                         ": expected a JSON document: it cannot be read at line 2, column 9");
}

TEST_F(TemplateStoreTest, RefusesTwoFilesWithOneId) {
  write("one.json", with_id("ours").dump());
  write("two.json", with_id("ours").dump());
  EXPECT_EQ(error(), (folder / "two.json").string() +
                         ": at /id: expected an id of its own: one.json has ours too");
}

TEST_F(TemplateStoreTest, SaysThatAFolderIsNotThere) {
  const fs::path nowhere = folder / "nowhere";
  const auto store = TemplateStore::load(nowhere);
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error(), StartsWith(nowhere.string() + ": expected a folder"));
}

TEST_F(TemplateStoreTest, SaysThatAFolderIsAFile) {
  write("file", "");
  const auto store = TemplateStore::load(folder / "file");
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error(), HasSubstr("Not a directory"));
}

TEST_F(TemplateStoreTest, SaysThatAFileCannotBeRead) {
  fs::create_symlink(folder / "nowhere", folder / "ours.json");
  EXPECT_THAT(error(), StartsWith((folder / "ours.json").string() + ": expected a file"));
}

TEST_F(TemplateStoreTest, RefusesAFolderNamedLikeATemplate) {
  fs::create_directory(folder / "ours.json");
  EXPECT_THAT(error(), StartsWith((folder / "ours.json").string() + ": expected a file"));
}

TEST_F(TemplateStoreTest, RefusesAFileThatIsFarTooLarge) {
  write("ours.json", std::string(257UL * 1024, ' '));
  EXPECT_THAT(error(), HasSubstr("ours.json: expected at most 256 kB"));
}

TEST_F(TemplateStoreTest, TellsThePublicWhatThereIsToChooseFrom) {
  json ours = with_id("ours");
  ours["phases"][1]["planned"]["minutes"] = 5.5;
  ours["length"]["minutes"] = 60.5;
  write("ours.json", ours.dump());
  const auto store = TemplateStore::load(folder).value();

  const json list = json::parse(store.public_json());

  ASSERT_EQ(list.size(), 7U);
  const json& first = list[0];
  EXPECT_EQ(first.size(), 7U);
  EXPECT_EQ(first["id"], "cmh-60");
  EXPECT_EQ(first["title"], "One-hour student session");
  EXPECT_EQ(first["summary"], store.find("cmh-60")->summary);
  EXPECT_EQ(first["minutes"], 60);
  EXPECT_EQ(first["cases"], 1);
  EXPECT_EQ(first["phases"].size(), 8U);
  EXPECT_EQ(first["phases"][1].dump(),
            R"({"eachCase":false,"leadersOnly":false,"minutes":5,"name":"opening",)"
            R"("stepBack":false,"title":"Opening"})");
  EXPECT_EQ(first["phases"][4]["stepBack"], true);
  EXPECT_EQ(first["phases"][4]["eachCase"], true);
  EXPECT_EQ(first["phases"][7]["leadersOnly"], true);
  EXPECT_EQ(first["returnMinute"], 45);
  EXPECT_EQ(list[1]["returnMinute"], nullptr) << "counted from the step back's own beginning";
  EXPECT_EQ(list[6]["minutes"], 60.5);
  EXPECT_EQ(list[6]["phases"][1]["minutes"], 5.5);
}

}  // namespace
}  // namespace stepback::signalling
