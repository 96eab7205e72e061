package usher.billing.outcome.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import usher.billing.outcome.rule.RuleTerms;
import usher.billing.outcome.rule.Rules;

/** What was said, and the lines it must come to. Hours are counted from the beginning; {@code +} is a charge, {@code -} takes one back. */
class JudgeTest {
    private static final Rules USUAL = Talk.rules(Talk.usual());
    private static final double LONG_AFTER = 2_000;

    static Stream<Arguments> scenarios() {
        return Stream.of(
                one("thanks", new Talk().helped(0).turn(1, "thanks", false), "verified thanked", "1 +resolutions@1"),
                one("silence of 24 hours", new Talk().helped(0), 24, "contained silence", "24 +resolutions@24"),
                one("silence that is not long enough", new Talk().helped(0), 23.9, "open", ""),
                one("silence of 72 hours", new Talk().helped(0), "verified silence", "24 +resolutions@24"),
                one("greeting only", new Talk().turn(0, "greeting", false), "unassisted nothing_answered", ""),
                one("thanks only", new Talk().turn(0, "thanks", false), "unassisted nothing_answered", ""),
                one("no help", new Talk().unhelped(0).unhelped(2), "unassisted nothing_answered", ""),
                one("cut off", new Talk().cutOff(0), "unassisted nothing_answered", ""),
                one("left unanswered", new Talk().helped(0).unhelped(1), "unassisted left_without_help", ""),
                one("two questions", new Talk().helped(0).helped(5), 30, "contained silence", "29 +resolutions@29"),
                one("ok", new Talk().helped(0).turn(3, "other", false), 28, "contained silence", "27 +resolutions@27"),
                one(
                        "handoff after help",
                        new Talk().helped(0).turn(1, "human_handoff", false),
                        "assisted_escalation asked_for_human",
                        "1 +assisted_escalations@1"),
                one("handoff at once", new Talk().turn(0, "human_handoff", false), "unassisted asked_for_human", ""),
                one(
                        "handed off twice",
                        new Talk().helped(0).happened(1, Signal.Kind.HANDOFF).turn(2, "human_handoff", false),
                        "assisted_escalation asked_for_human",
                        "1 +assisted_escalations@1"),
                one(
                        "handoff after the end",
                        new Talk().helped(0).turn(100, "human_handoff", false),
                        "assisted_escalation asked_for_human",
                        "24 +resolutions@24, 100 -resolutions@24, 100 +assisted_escalations@100"),
                one("thumb up", new Talk().helped(0).thumb(2, 1), "verified thumb_up", "2 +resolutions@2"),
                one("thumb down at once", new Talk().helped(0).thumb(1, -1), "unassisted left_without_help", ""),
                one(
                        "thumb down later",
                        new Talk().helped(0).thumb(30, -1),
                        "unassisted left_without_help",
                        "24 +resolutions@24, 30 -resolutions@24"),
                one(
                        "changed their mind",
                        new Talk().helped(0).thumb(30, -1).thumb(31, 1),
                        "verified thumb_up",
                        "24 +resolutions@24, 30 -resolutions@24, 31 +resolutions@31"),
                one("good rating", new Talk().helped(0).rated(1, 5), "verified good_rating", "1 +resolutions@1"),
                one("middling rating", new Talk().helped(0).rated(1, 3), 24, "contained silence", "24 +resolutions@24"),
                one(
                        "bad rating",
                        new Talk().helped(0).turn(1, "thanks", false).rated(2, 1),
                        "unassisted left_without_help",
                        "1 +resolutions@1, 2 -resolutions@1"),
                one(
                        "thanks upgrades",
                        new Talk().helped(0).turn(30, "thanks", false),
                        "verified thanked",
                        "24 +resolutions@24"),
                one(
                        "thanks for nothing",
                        new Talk().unhelped(0).turn(1, "thanks", false),
                        "unassisted nothing_answered",
                        ""),
                one(
                        "ended",
                        new Talk().helped(0).happened(1, Signal.Kind.CLOSED),
                        2,
                        "contained conversation_closed",
                        "1 +resolutions@1"),
                one(
                        "reopened and settled again",
                        new Talk().helped(0).helped(100),
                        "verified silence",
                        "24 +resolutions@24, 100 -resolutions@24, 124 +resolutions@124"),
                one(
                        "reopened by hand",
                        new Talk().helped(0).happened(40, Signal.Kind.REOPENED),
                        "unassisted left_without_help",
                        "24 +resolutions@24, 40 -resolutions@24"),
                one(
                        "a new matter",
                        new Talk().helped(0).helped(24 + 7 * 24),
                        "verified silence | verified silence",
                        "24 +resolutions@24 | 216 +resolutions@216"),
                one(
                        "a word about an old matter",
                        new Talk().helped(0).thumb(24 + 7 * 24, -1),
                        "verified silence",
                        "24 +resolutions@24"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void comesToTheseLines(String name, Talk talk, double asked, String states, String lines) {
        var episodes = Judge.of(talk.signals(), USUAL, Talk.at(asked)).episodes();

        assertEquals(states, states(episodes));
        assertEquals(lines, lines(episodes));
    }

    @Test
    void takesBackInTheNextMonthWhatItChargedInTheLast() {
        // Given
        double lastOfJanuary = 21 * 24;
        var talk = new Talk().helped(lastOfJanuary - 24).helped(lastOfJanuary + 3 * 24);

        // When
        var lines = Judge.of(talk.signals(), USUAL, Talk.at(LONG_AFTER))
                .episodes()
                .getFirst()
                .lines();

        // Then
        assertEquals(List.of(1, -1, 1), lines.stream().map(Line::quantity).toList());
        assertEquals(Instant.parse("2026-01-31T10:00:00Z"), lines.get(0).occurredAt());
        assertEquals(lines.get(0).occurredAt(), lines.get(1).occurredAt());
        assertEquals(Instant.parse("2026-02-03T10:00:00Z"), lines.get(1).decidedAt());
        assertEquals(Reason.ASKED_AGAIN, lines.get(1).reason());
        assertEquals(Instant.parse("2026-02-04T10:00:00Z"), lines.get(2).occurredAt());
    }

    @Test
    void judgesByTheRulesInForceWhenItBegan() {
        // Given
        var before = new Rules.Version(1, Instant.EPOCH, Talk.usual().judging());
        var after = new Rules.Version(
                2, Talk.at(10), terms(Map.of("verified", "outcomes.verified")).judging());
        var rules = new Rules(List.of(before, after));
        var talk = new Talk().helped(9).turn(11, "thanks", false).helped(400);

        // When
        var episodes = Judge.of(talk.signals(), rules, Talk.at(LONG_AFTER)).episodes();

        // Then
        assertEquals("11 +resolutions@11 | 472 +outcomes.verified@472", lines(episodes));
        assertEquals(List.of(1, 2), episodes.stream().map(Episode::rules).toList());
    }

    @Test
    void movesTheChargeToTheMetricOfTheStrongerOutcome() {
        var rules = Talk.rules(terms(Map.of("contained", "outcomes.contained", "verified", "outcomes.verified")));

        var episodes = Judge.of(new Talk().helped(0).signals(), rules, Talk.at(LONG_AFTER))
                .episodes();

        assertEquals("24 +outcomes.contained@24, 72 -outcomes.contained@24, 72 +outcomes.verified@72", lines(episodes));
    }

    @Test
    void takesAnyAnswerForHelpWhereNoEvidenceIsAskedFor() {
        var lax = new RuleTerms(null, null, null, null, null, null, null, false, null);

        var episodes = Judge.of(new Talk().unhelped(0).signals(), Talk.rules(lax), Talk.at(LONG_AFTER))
                .episodes();

        assertEquals("contained silence", states(episodes));
    }

    @Test
    void namesTheSignalsThatDecided() {
        var talk = new Talk().turn(0, "greeting", false).helped(1).thumb(2, 1);

        var decided = Judge.of(talk.signals(), USUAL, Talk.at(3))
                .episodes()
                .getFirst()
                .lines()
                .getFirst();

        assertEquals(
                List.of("turn", "feedback"),
                decided.evidence().stream().map(Evidence::kind).toList());
        assertEquals(
                List.of(Talk.at(1), Talk.at(2)),
                decided.evidence().stream().map(Evidence::at).toList());
        assertEquals(1, decided.evidence().getLast().thumb());
    }

    @Test
    void judgesNothingFromBeforeTheFirstRules() {
        var rules =
                new Rules(List.of(new Rules.Version(1, Talk.at(5), Talk.usual().judging())));

        var judged = Judge.of(new Talk().helped(0).signals(), rules, Talk.at(LONG_AFTER));

        assertEquals(List.of(), judged.episodes());
        assertNull(judged.nextLook());
    }

    @Test
    void endsAMatterThatGoesOnForEver() {
        var talk = new Talk();
        for (int day = 0; day < 60; day += 2) {
            talk.helped(day * 24);
        }

        var episodes = Judge.of(talk.signals(), USUAL, Talk.at(LONG_AFTER)).episodes();

        assertEquals(2, episodes.size());
        assertEquals(List.of(1, 1), episodes.stream().map(JudgeTest::net).toList());
    }

    static int net(Episode episode) {
        return episode.lines().stream().mapToInt(Line::quantity).sum();
    }

    private static RuleTerms terms(Map<String, String> countsAs) {
        return new RuleTerms(null, Duration.ofHours(72), null, null, null, null, null, null, countsAs);
    }

    private static Arguments one(String name, Talk talk, String states, String lines) {
        return one(name, talk, LONG_AFTER, states, lines);
    }

    private static Arguments one(String name, Talk talk, double asked, String states, String lines) {
        return Arguments.of(name, talk, asked, states, lines);
    }

    private static String states(List<Episode> episodes) {
        return episodes.stream()
                .map(episode -> episode.state().text()
                        + (episode.steps().isEmpty()
                                ? ""
                                : " " + episode.steps().getLast().reason().text()))
                .collect(Collectors.joining(" | "));
    }

    private static String lines(List<Episode> episodes) {
        return episodes.stream()
                .map(episode -> episode.lines().stream().map(JudgeTest::line).collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" | "));
    }

    private static String line(Line line) {
        return hours(line.decidedAt()) + (line.quantity() > 0 ? " +" : " -") + line.metric() + "@"
                + hours(line.occurredAt());
    }

    private static long hours(Instant at) {
        return Duration.between(Talk.START, at).toHours();
    }
}
