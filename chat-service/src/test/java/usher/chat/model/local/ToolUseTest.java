package usher.chat.model.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.chat.model.ModelEvent;
import usher.contracts.event.ToolDefinition;

class ToolUseTest {
    private static final String ORDER_NUMBER = "Could you tell me the order number, for example 1042?";
    private static final String DAY = "Could you tell me the day, for example tomorrow or 3 June?";

    private final Talk talk = new Talk(TestTools.ALL.toArray(ToolDefinition[]::new));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Where is my order 1042? | get_order_status{\"order\":\"1042\"}",
                "Track my order #1042 please | get_order_status{\"order\":\"1042\"}",
                "What's the status of 1042 | get_order_status{\"order\":\"1042\"}",
                "Please refund my order 1042 | refund_order{\"order\":\"1042\"}",
                "I want my money back for order 1042 | refund_order{\"order\":\"1042\"}",
                "Refund 20 euros of order 1042 | refund_order{\"order\":\"1042\",\"amount\":20}",
                "אני רוצה החזר כספי על הזמנה 1042 | refund_order{\"order\":\"1042\"}",
                "Is the Vind tent in stock? | check_inventory{\"product\":\"Vind tent\"}",
                "How many headlamps are left? | check_inventory{\"product\":\"headlamps\"}",
                "How much is the Fjell 45? | check_inventory{\"product\":\"Fjell 45\"}",
                "I'd like to book a repair tomorrow at 3pm | book_appointment{\"service\":\"repair\",\"date\":\"2026-11-22\",\"time\":\"15:00\"}",
                "gear advice, 3 December, 14:30 | book_appointment{\"service\":\"gear advice\",\"date\":\"2026-12-03\",\"time\":\"14:30\"}"
            })
    void callsTheToolThatWasAskedFor(String question, String call) {
        assertEquals(call, talk.ask(question));
        assertEquals(new ModelEvent.End("tool_calls"), talk.events().getLast());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How long do I have to return it?",
                "When will I get my refund?",
                "What is your return policy?",
                "My parcel arrived damaged",
                "How much does delivery cost?",
                "Are you open on Sunday?",
                "How can I pay?",
                "How long is the warranty?",
                "What is the capital of France?",
                "Tell me a joke",
                "Who won the world cup in 2018?"
            })
    void callsNoneForWhatIsKnownOrNotAskedHere(String question) {
        var answer = talk.ask(question);

        assertFalse(answer.contains("{") || answer.startsWith("Could you tell me"), answer);
    }

    @Test
    void asksForWhatIsMissingAndGoesOnWithTheAnswer() {
        assertEquals(ORDER_NUMBER, talk.ask("Where is my order?"));
        assertEquals("get_order_status{\"order\":\"1042\"}", talk.ask("it's 1042"));
    }

    @Test
    void asksForOneThingAfterTheOther() {
        assertEquals(
                "Could you tell me what the appointment is for? You can choose boot fitting, gear advice or repair.",
                talk.ask("I need an appointment"));
        assertEquals(DAY, talk.ask("repair"));
        assertEquals("Could you tell me the time of day in 24 hours, for example 14:30?", talk.ask("next Monday"));
        assertEquals(
                "book_appointment{\"service\":\"repair\",\"date\":\"2026-11-23\",\"time\":\"10:00\"}",
                talk.ask("at 10"));
    }

    @Test
    void asksAgainWhenTheAnswerDoesNotHaveIt() {
        talk.ask("Where is my order?");

        assertEquals(ORDER_NUMBER, talk.ask("the blue one"));
    }

    @Test
    void letsARequestGo() {
        talk.ask("Book a boot fitting");

        assertTrue(talk.ask("never mind").startsWith("All right"));
    }

    @Test
    void answersAnotherQuestionInBetween() {
        talk.ask("Book a boot fitting");

        var answer = talk.ask("How can I pay?");

        assertEquals("By Visa, Mastercard or Vipps. [1]", answer);
    }

    @Test
    void understandsItFromTheLineBefore() {
        talk.ask("Is the Vind tent in stock?");

        assertEquals("check_inventory{\"product\":\"Vind tent\"}", talk.ask("How much is it?"));
    }

    @Test
    void asksInHebrewForAHebrewQuestion() {
        assertTrue(talk.ask("איפה ההזמנה שלי?").startsWith("אפשר לכתוב לי"));
        assertEquals("get_order_status{\"order\":\"1042\"}", new Talk(TestTools.ORDER).ask("איפה ההזמנה שלי 1042?"));
    }

    @Test
    void needsNoFamilyToFindAToolByItsDescription() {
        var tides = TestTools.tool(
                "get_tides",
                "Tells the tide table of a harbour: high and low water.",
                "{\"type\":\"object\",\"properties\":{\"place\":{\"type\":\"string\"}},\"required\":[\"place\"]}");

        assertEquals("get_tides{\"place\":\"Bergen\"}", new Talk(tides).ask("When is high tide in Bergen?"));
    }
}
