package usher.chat.model.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.chat.model.Answering;
import usher.chat.model.Candidate;
import usher.chat.model.FakeModel;
import usher.chat.model.choice.ModelRole;
import usher.chat.model.routing.RoutingSettings.Simple;
import usher.chat.model.routing.RoutingSettings.Split;
import usher.contracts.event.ToolDefinition;
import usher.contracts.id.ToolId;

class RosterTest {
    private static final Map<ModelRole, Candidate> EVERYBODY = Map.of(
            ModelRole.ANSWER, new FakeModel().as("openai", "big"),
            ModelRole.CHEAP, new FakeModel().as("openai", "small"),
            ModelRole.BACKUP, new FakeModel().as("anthropic", "other"),
            ModelRole.CHALLENGER, new FakeModel().as("gemini", "new"));
    private static final Candidate LOCAL = new FakeModel().as("local", "local");

    @Test
    void leadsEverythingToTheChosenModelUntilATenantWantsMore() {
        var answering = roster(RoutingSettings.OFF).answer(asked("Do you ship to Norway?"));

        assertEquals("big", chain(answering));
        assertEquals("chosen", answering.decision().reason());
    }

    @Test
    void endsAtLocalWhereFallbackIsWanted() {
        assertEquals("big other local", chain(roster(settings(true, null, null)).plain()));
    }

    @Test
    void leadsSimpleQuestionsToTheCheapModelWithTheUsualOneBehindIt() {
        var answering = roster(settings(false, new Simple(80), null)).answer(asked("Do you ship to Norway?"));

        assertEquals("small big", chain(answering));
        assertTrue(answering.decision().cheap());
    }

    @Test
    void callsNothingSimpleThatMayNeedMore() {
        assertFalse(simple("Where is my order 1042?", 0), "something to look up");
        assertFalse(simple("Write to kari@example.com", 0), "an address");
        assertFalse(simple("And in winter?", 4), "a follow-up");
        assertFalse(simple("Do you ship? How long does it take?", 0), "two questions");
        assertFalse(simple("What about the appointments?", 0), "a tool's word");
        assertFalse(simple("x ".repeat(60), 0), "long");
        assertTrue(simple("Thank you!", 6));
        assertTrue(simple("Do you have a shop in Oslo?", 0));
    }

    @Test
    void drawsTheSameArmForTheSameVisitorAndTheWantedShareOfAll() {
        var split = new Split("winter", "ab", 30, "model", null);
        long variants = IntStream.range(0, 10_000)
                .filter(at -> Arms.draw(split, "cnv_" + at).equals("b"))
                .count();

        assertEquals(Arms.draw(split, "cnv_1"), Arms.draw(split, "cnv_1"));
        assertTrue(Math.abs(variants - 3000) < 150, "was " + variants);
    }

    @Test
    void comparesTheChallengerWithTheUsualOneAndNamesTheArm() {
        var roster = roster(settings(false, new Simple(80), new Split("winter", "canary", 50, "model", null)));
        var arms = IntStream.range(0, 200)
                .mapToObj(at -> roster.answer(new Situation("Hi", 0, List.of(), "cnv_" + at)))
                .map(answering -> answering.decision().arm() + " " + chain(answering))
                .distinct()
                .sorted()
                .toList();

        assertEquals(List.of("a big", "b new big"), arms);
    }

    @Test
    void comparesInstructionsOnTheSameModel() {
        var roster = roster(settings(false, null, new Split("tone", "ab", 99, "instructions", "Rhyme.")));
        var answering = IntStream.range(0, 50)
                .mapToObj(at -> roster.answer(new Situation("Hi", 0, List.of(), "cnv_" + at)))
                .filter(each -> "b".equals(each.decision().arm()))
                .findFirst()
                .orElseThrow();

        assertEquals("big", chain(answering));
        assertEquals("Rhyme.", answering.decision().instructionsOr("Be brief."));
    }

    @Test
    void skipsAnExperimentWhoseModelIsGone() {
        var split = new Split("winter", "ab", 99, "model", null);
        var roster = new Roster(
                Map.of(ModelRole.ANSWER, new FakeModel().as("openai", "big")),
                Optional.of(LOCAL),
                settings(false, null, split));

        assertEquals("chosen", roster.answer(asked("Hi")).decision().reason());
    }

    private static boolean simple(String question, int earlier) {
        var tool = new ToolDefinition(
                new ToolId(UUID.randomUUID()),
                "book_appointment",
                "Books",
                "Booking",
                "Booked",
                JsonNodeFactory.instance.objectNode(),
                "write",
                false);
        return SimpleQuestion.is(new Situation(question, earlier, List.of(tool), "cnv"), 80);
    }

    private static Situation asked(String question) {
        return new Situation(question, 0, List.of(), "cnv");
    }

    private static RoutingSettings settings(boolean fallback, @Nullable Simple simple, @Nullable Split split) {
        return new RoutingSettings(fallback, simple, split);
    }

    private static Roster roster(RoutingSettings settings) {
        return new Roster(EVERYBODY, Optional.of(LOCAL), settings);
    }

    private static String chain(Answering answering) {
        return String.join(
                " ",
                answering.candidates().stream()
                        .map(candidate -> candidate.name().model())
                        .toList());
    }
}
