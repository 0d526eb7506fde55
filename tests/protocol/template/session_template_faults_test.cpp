// Each fault of a template, with the place and the words that describe it. Each rule of rules.cpp
// and each bound of reader.cpp has a fault here that it alone refuses.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "protocol/template/session_template.hpp"
#include "protocol/template/shipped.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// One change of cmh-60 (JSON Patch, RFC 6902) and the expected error.
struct Fault {
  const char* name;
  json patch;
  const char* path;
  const char* expected;  ///< a part of the sentence
};

void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.patch;
}

json set(const char* path, json value) {
  return json::array({{{"op", "add"}, {"path", path}, {"value", std::move(value)}}});
}
json drop(const char* path) {
  return json::array({{{"op", "remove"}, {"path", path}}});
}
json both(json first, const json& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}
json copy(const char* from, const char* path) {
  return json::array({{{"op", "copy"}, {"from", from}, {"path", path}}});
}

json many_sources() {
  json sources;
  for (int i = 0; i < 21; ++i) sources["source-" + std::to_string(i)] = {{"title", "x"}};
  return sources;
}

class TemplateFault : public testing::TestWithParam<Fault> {};

TEST_P(TemplateFault, IsToldWithPlaceAndExpectation) {
  const json document = json::parse(shipped_templates().front().text).patch(GetParam().patch);

  const auto template_ = parse_template(document.dump());

  ASSERT_FALSE(template_);
  EXPECT_EQ(template_.error().path, GetParam().path);
  EXPECT_THAT(template_.error().expected, HasSubstr(GetParam().expected));
}

const auto kNameOf = [](const testing::TestParamInfo<Fault>& test) { return test.param.name; };

const std::string kLong(101, 'x');
const json kCircle = {{"channel", "circle"}, {"may", {"speak", "show", "hear"}}};
const json kFromItsStart = {{"from", "phaseStart"}};
const json kAway = {{"channel", "observer"}, {"may", {"hear"}}};

INSTANTIATE_TEST_SUITE_P(
    OfShape, TemplateFault,
    testing::Values(
        Fault{"ADocumentThatIsNoObject", set("", 7), "", "an object with id, title, summary"},
        Fault{"AMissingMember", drop("/leastDiscussion"), "/leastDiscussion", "missing"},
        Fault{"AMissingMemberDeepInside", drop("/phases/4/end"), "/phases/4/end", "missing"},
        Fault{"AMissingSeat", drop("/phases/2/seats/observer"), "/phases/2/seats/observer",
              "missing"},
        Fault{"AnExtraMember", set("/titel", "x"), "/titel", "known here are id, title"},
        Fault{"AnExtraSeat", set("/phases/0/seats/patient", kCircle), "/phases/0/seats/patient",
              "facilitator, coFacilitator, presenter, member and observer"},
        Fault{"AnExtraMemberWithASlash", set("/a~1b~0c", 1), "/a~1b~0c", "no such member"},
        Fault{"AWrongType", set("/title", 12), "/title", "not 12"},
        Fault{"AnEmptyTitle", set("/title", ""), "/title", "1 to 100 characters"},
        Fault{"ATitleOver100Characters", set("/title", kLong), "/title", "a text of 101 bytes"},
        Fault{"ATitleOfTwoLines", set("/title", "one\ntwo"), "/title", "control characters"},
        Fault{"APhaseTitleOver100Characters", set("/phases/3/title", kLong), "/phases/3/title",
              "1 to 100 characters"},
        Fault{"AnIdWithCapitals", set("/id", "CMH-60"), "/id", "a to z, 0 to 9 and the hyphen"},
        Fault{"AnIdWithAnUnderscore", set("/id", "cmh_60"), "/id", "a to z, 0 to 9 and the hyphen"},
        Fault{"AnIdOver40Characters", set("/id", std::string(41, 'a')), "/id", "1 to 40"},
        Fault{"AnEmptyId", set("/id", ""), "/id", "1 to 40"},
        Fault{"NoCase", set("/cases", 0), "/cases", "a whole number from 1 to 8"},
        Fault{"NineCases", set("/cases", 9), "/cases", "a whole number from 1 to 8"},
        Fault{"HalfACase", set("/cases", 1.5), "/cases", "a whole number from 1 to 8"},
        Fault{"SourcesThatAreNoObject", set("/sources", json::array()), "/sources", "an object"},
        Fault{"TooManySources", set("/sources", many_sources()), "/sources",
              "an object of at most 20 members, found 21"},
        Fault{"ASourceWithATooLongTitle", set("/sources/manukau/title", std::string(601, 'x')),
              "/sources/manukau/title", "1 to 600 characters"},
        Fault{"ASourceWithATooLongAddress",
              set("/sources/manukau/url", "https://" + std::string(493, 'x')),
              "/sources/manukau/url", "http or https"},
        Fault{"ASourceWithoutTitle", set("/sources/more", json::object()), "/sources/more/title",
              "missing"},
        Fault{"ASourceWithABadKey", set("/sources/One", {{"title", "x"}}), "/sources/One",
              "a source's key"},
        Fault{"ASourceWithABadAddress", set("/sources/manukau/url", "ftp://x"),
              "/sources/manukau/url", "http or https"},
        Fault{"TooFewPhases", set("/phases", json::array({1, 2})), "/phases", "not an array of 2"},
        Fault{"PhasesThatAreNoArray", set("/phases", json::object()), "/phases", "an array"},
        Fault{"TooManyPhases", set("/phases", json(std::vector<int>(13))), "/phases",
              "an array of 3 to 12"},
        Fault{"APhaseThatIsNoObject", set("/phases/8", "tea"), "/phases/8", "not \"tea\""}),
    kNameOf);

INSTANTIATE_TEST_SUITE_P(
    OfAFigure, TemplateFault,
    testing::Values(
        Fault{"MinutesOfZero", set("/phases/2/planned/minutes", 0), "/phases/2/planned/minutes",
              "not 0"},
        Fault{"NegativeMinutes", set("/length/minutes", -60), "/length/minutes", "not -60"},
        Fault{"MinutesOverADay", set("/length/minutes", 1441), "/length/minutes", "1440"},
        Fault{"MinutesInWords", set("/length/minutes", "60"), "/length/minutes", "not \"60\""},
        Fault{"AFigureThatIsABareNumber", set("/length", 60), "/length", "an object with minutes"},
        Fault{"AFigureFromNowhere", drop("/length/source"), "/length", "not neither"},
        Fault{"AFigureFromTwoPlaces", set("/length/assumption", "a guess"), "/length", "not both"},
        Fault{"ASourceThatIsNotThere", set("/length/source", "elsewhere"), "/length/source",
              "a key of /sources, not \"elsewhere\""},
        Fault{"AnEmptyAssumption", set("/phases/2/planned/assumption", " "),
              "/phases/2/planned/assumption", "not blank"}),
    kNameOf);

INSTANTIATE_TEST_SUITE_P(
    OfAPhase, TemplateFault,
    testing::Values(
        Fault{"ANameInCapitals", set("/phases/2/name", "Presentation"), "/phases/2/name",
              "lowerCamelCase"},
        Fault{"ANameOfTwoWords", set("/phases/2/name", "first part"), "/phases/2/name",
              "lowerCamelCase"},
        Fault{"AnUnknownEnd", set("/phases/2/endsBy", "bell"), "/phases/2/endsBy",
              "leader or clock, not \"bell\""},
        Fault{"AnUnknownOnlooker", set("/phases/2/steppedBackSeenBy", "all"),
              "/phases/2/steppedBackSeenBy", "nobody, leaders or everyone"},
        Fault{"AnUnknownChannel", set("/phases/2/seats/member/channel", "balcony"),
              "/phases/2/seats/member/channel", "lobby, circle or observer"},
        Fault{"AnUnknownRight", set("/phases/2/seats/member/may/0", "sing"),
              "/phases/2/seats/member/may/0", "speak, show, chat or hear, not \"sing\""},
        Fault{"ARightTwice", set("/phases/2/seats/member/may/0", "hear"),
              "/phases/2/seats/member/may/2", "each right once"},
        Fault{"RightsThatAreNoArray", set("/phases/2/seats/member/may", "hear"),
              "/phases/2/seats/member/may", "an array"},
        Fault{"AnEndCountedFromNowhere", set("/phases/2/end", json::object()), "/phases/2/end/from",
              "missing"},
        Fault{"AnEndCountedFromAnUnknownStart", set("/phases/2/end/from", "noon"),
              "/phases/2/end/from", "phaseStart or sessionStart"},
        Fault{"AMarkWithoutMinutes", drop("/phases/4/end/after"), "/phases/4/end/after", "missing"},
        Fault{"MinutesBesideAPhaseStart",
              set("/phases/2/end/after", {{"minutes", 5}, {"source", "manukau"}}),
              "/phases/2/end/after", "known here are from"},
        Fault{"PromptsThatAreNoArray", set("/phases/2/prompts", "hm"), "/phases/2/prompts",
              "an array of 0 to 12"},
        Fault{"ABlankPrompt", set("/phases/2/prompts/0", "  "), "/phases/2/prompts/0",
              "1 to 200 characters"}),
    kNameOf);

INSTANTIATE_TEST_SUITE_P(
    OfOrder, TemplateFault,
    testing::Values(Fault{"TwoPhasesOfOneName", set("/phases/5/name", "presentation"),
                          "/phases/5/name", "not presentation"},
                    Fault{"APhaseNamedEnded", set("/phases/3/name", "ended"), "/phases/3/name",
                          "the word that ends a session"},
                    Fault{"NoGatheringAtFirst", drop("/phases/0"), "/phases/0/name", "gathering"},
                    Fault{"NoClosing", drop("/phases/6"), "/phases", "a phase named closing"},
                    Fault{"ADebriefThatIsNotLast",
                          both(copy("/phases/7", "/phases/6"), drop("/phases/8")), "/phases/6",
                          "the debrief to be the last"},
                    Fault{"AClosingBeforeTheReturn",
                          both(copy("/phases/6", "/phases/5"), drop("/phases/7")), "/phases/5",
                          "the closing to be the last"}),
    kNameOf);

INSTANTIATE_TEST_SUITE_P(
    OfTheStepBack, TemplateFault,
    testing::Values(
        Fault{"ASecondStepBack", set("/phases/5/seats/presenter", kAway),
              "/phases/5/seats/presenter/channel", "steps back in discussion already"},
        Fault{"AStepBackWithoutReturn", set("/phases/5/name", "coda"),
              "/phases/4/seats/presenter/channel", "a phase named return behind this one"},
        Fault{"AReturnBeforeTheStepBack", both(copy("/phases/5", "/phases/2"), drop("/phases/6")),
              "/phases/5/seats/presenter/channel", "a phase named return behind this one"},
        Fault{"AStepBackInTheGathering", set("/phases/0/seats/presenter", kAway),
              "/phases/0/seats/presenter/channel", "nobody has presented"},
        Fault{"AMutePresenterAtTheReturn", drop("/phases/5/seats/presenter/may/0"),
              "/phases/5/seats/presenter/may", "the presenter may speak again"},
        Fault{"ASteppedBackPresenterWhoSpeaks", set("/phases/4/seats/presenter/may/-", "speak"),
              "/phases/4/seats/presenter/may", "neither speak nor chat"},
        Fault{"ASteppedBackPresenterWhoChats", set("/phases/4/seats/presenter/may/-", "chat"),
              "/phases/4/seats/presenter/may", "neither speak nor chat"},
        Fault{"APictureThatNobodySees", set("/phases/4/seats/presenter/may/-", "show"),
              "/phases/4/seats/presenter/may", "lets nobody see"},
        Fault{"ASteppedBackPresenterWhoDoesNotHear",
              set("/phases/4/seats/presenter/may", json::array()), "/phases/4/seats/presenter/may",
              "hears the circle"},
        Fault{"ALeastDiscussionLongerThanTheDiscussion", set("/leastDiscussion/minutes", 29),
              "/leastDiscussion/minutes", "at most the 28 minutes planned for discussion"},
        Fault{"ALeastReturnLongerThanTheReturn", set("/leastReturn/minutes", 13),
              "/leastReturn/minutes", "at most the 12 minutes planned for return"},
        Fault{"ALeastReturnWithoutAMark", set("/phases/5/end", kFromItsStart), "/leastReturn",
              "no such member"}),
    kNameOf);

INSTANTIATE_TEST_SUITE_P(
    OfASeat, TemplateFault,
    testing::Values(Fault{"AnObserverWhoSpeaks", set("/phases/2/seats/observer/may/-", "speak"),
                          "/phases/2/seats/observer/may", "neither speak nor chat"},
                    Fault{"AnObserverWhoIsSeen", set("/phases/2/seats/observer/may/-", "show"),
                          "/phases/2/seats/observer/may", "is not seen"},
                    Fault{"AMemberInTheLobby", set("/phases/2/seats/member/channel", "lobby"),
                          "/phases/2/seats/member/channel", "circle or observer"},
                    Fault{"ALeaderWhoDoesNotHear",
                          set("/phases/3/seats/coFacilitator/may", json::array({"speak", "show"})),
                          "/phases/3/seats/coFacilitator/may", "leaders hear in every phase"},
                    Fault{"AMemberWithRightsInTheDebrief",
                          set("/phases/7/seats/member/may", json::array({"hear"})),
                          "/phases/7/seats/member/may", "the leaders' alone"},
                    Fault{"AMemberWhoSitsInTheDebrief",
                          set("/phases/7/seats/member/channel", "circle"),
                          "/phases/7/seats/member/channel", "lobby"},
                    Fault{"ALeaderInTheLobby", set("/phases/7/seats/facilitator/channel", "lobby"),
                          "/phases/7/seats/facilitator/channel", "is not in the lobby"}),
    kNameOf);

INSTANTIATE_TEST_SUITE_P(
    OfTheClock, TemplateFault,
    testing::Values(
        Fault{"ALengthThatIsNotTheSum", set("/length/minutes", 61), "/length/minutes",
              "60, not 61"},
        Fault{"ALengthThatForgetsTheSecondCase",
              both(both(both(set("/phases/4/end", kFromItsStart),
                             set("/phases/5/end", kFromItsStart)),
                        both(set("/phases/6/end", kFromItsStart), drop("/leastReturn"))),
                   set("/cases", 2)),
              "/length/minutes", "112, not 60"},
        Fault{"AMarkForTwoCases", set("/cases", 2), "/phases/4/end/from", "one case only"},
        Fault{"AMarkAfterTheEnd", set("/phases/4/end/after/minutes", 61),
              "/phases/4/end/after/minutes", "at most the session's length, 60 minutes"},
        Fault{"TwoCasesWhosePresentationIsBehindTheStepBack",
              both(both(copy("/phases/2", "/phases/6"), set("/phases/2/name", "telling")),
                   set("/cases", 2)),
              "/phases", "a phase named presentation before the step back"},
        Fault{"TwoCasesWithoutPresentation",
              both(set("/phases/2/name", "telling"), set("/cases", 2)), "/phases",
              "a phase named presentation"},
        Fault{"AGatheringThatTheClockEnds", set("/phases/0/endsBy", "clock"), "/phases/0/endsBy",
              "a leader begins the session"},
        Fault{"AGatheringThatEndsAfterTheSessionsStart",
              set("/phases/0/end",
                  {{"from", "sessionStart"}, {"after", {{"minutes", 5}, {"source", "manukau"}}}}),
              "/phases/0/end/from", "the session begins when gathering ends"}),
    kNameOf);

}  // namespace
}  // namespace stepback::protocol
