package usher.chat.model.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.contracts.id.CallId;

class LocalModelTest {
    private static final CallId CALL = new CallId(UUID.randomUUID());

    private final Talk talk = new Talk(TestTools.ALL.toArray(usher.contracts.event.ToolDefinition[]::new));

    @Test
    void quotesTheSentenceThatAnswersAndItsSource() {
        var answer = talk.ask("How long do I have to return something?");

        assertTrue(answer.startsWith("You have 30 days to return anything"), answer);
        assertTrue(answer.matches("(?s).*\\[\\d]"), answer);
    }

    @Test
    void givesTheAnswerOfAnFaqEntryWordForWord() {
        assertEquals("Choose “Forgot password”. [1]", talk.ask("I can't remember my password"));
    }

    @Test
    void picksTheItemOfAListThatWasAskedFor() {
        var answer = talk.ask("How long does delivery to Germany take?");

        assertTrue(answer.contains("Germany: 3 to 5 working days"), answer);
    }

    @Test
    void answersInHebrewWhatIsKnownInHebrew() {
        assertTrue(talk.ask("כמה עולה משלוח?").contains("15 שקלים"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"What is the capital of France?", "Tell me a joke", "Explain quantum entanglement to me"})
    void refusesPolitelyWhatItDoesNotKnow(String question) {
        var answer = talk.ask(question);

        assertTrue(answer.startsWith("I don't have an answer to that"), answer);
    }

    @Test
    void refusesInTheVisitorsLanguage() {
        assertTrue(talk.ask("איך אופים עוגת שוקולד?").startsWith("אין לי תשובה"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello! | Hello. What can I help you with?",
                "thanks a lot | You're welcome. Is there anything else?",
                "Thanks, that helps! | You're welcome. Is there anything else?",
                "bye | Goodbye, and thank you for stopping by.",
                "שלום | שלום. במה אפשר לעזור?",
                "??? | How can I help?"
            })
    void answersSmallTalk(String said, String answer) {
        assertEquals(answer, talk.ask(said));
    }

    @Test
    void presentsItselfAsWhatItIs() {
        var answer = talk.ask("Are you a real person?");

        assertTrue(answer.contains("automated assistant of Fjord & Pine") && answer.contains("not a person"), answer);
    }

    @Test
    void saysAPreparedSentenceOfAToolAsItIs() {
        assertEquals(
                "It was shipped on Monday.",
                after(true, "{\"status\":\"shipped\"}", "It was shipped on Monday.", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"shipped\",\"expectedOn\":\"2026-12-03\",\"gift\":true,\"note\":null} | Here is what I found: status shipped, expected on 3 December 2026, gift yes.",
                "{\"message\":\"All is well.\",\"id\":7} | All is well.",
                "[{\"name\":\"Vind\",\"stock\":3}] | I found 1:\\n- name Vind, stock 3",
                "[] | I found nothing.",
                "null | Done.",
                "12.5 | 12.5"
            })
    void makesASentenceOfAResult(String result, String answer) {
        assertEquals(answer.replace("\\n", "\n"), after(true, result, null, null));
    }

    @Test
    void asksToSignInWhenAToolNeedsToKnowWho() {
        assertTrue(after(false, "null", null, "identity-required").contains("sign in"));
        assertTrue(after(false, "null", null, "tool-timeout").contains("try again"));
        assertTrue(after(false, "null", null, "never-heard-of").contains("rather not guess"));
    }

    @Test
    void speaksOfWhatWasDeclinedOrIsNotKnown() {
        assertTrue(after(false, "null", null, "declined").contains("left it as it is"));
        assertTrue(after(false, "null", null, "confirmation-expired").contains("nothing was done"));
        assertTrue(after(false, "null", null, "outcome-unknown").contains("could not find out"));
        assertTrue(after(false, "null", null, "call-in-progress").contains("being worked on"));
    }

    @Test
    void streamsWordByWordAndEndsWithUsage() {
        talk.ask("I can't remember my password");

        var events = talk.events();

        assertEquals(new ModelEvent.Text("Choose"), events.getFirst());
        assertEquals(new ModelEvent.Text(" “Forgot"), events.get(1));
        assertTrue(assertInstanceOf(ModelEvent.Usage.class, events.get(events.size() - 2))
                        .tokens()
                        .output()
                > 0);
        assertEquals(new ModelEvent.End("stop"), events.getLast());
    }

    @Test
    void saysTheSameToTheSame() {
        var first = new Talk().ask("When will I get my refund?");

        assertEquals(first, new Talk().ask("When will I get my refund?"));
    }

    private String after(boolean succeeded, String result, @Nullable String display, @Nullable String code) {
        var json = result.equals("null") ? NullNode.getInstance() : TestTools.json(result);
        var round = new Prompt.Round(
                List.of(new ToolCall(CALL, "get_order_status", TestTools.json("{}"))),
                List.of(new ToolOutcome(CALL, "get_order_status", succeeded, json, display, code)));
        return talk.after(round, "Where is my order 1042?");
    }
}
