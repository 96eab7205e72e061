package usher.chat.model.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TextCallsTest {
    private static final String CALL = "<tool_call>{\"name\":\"a\",\"arguments\":{\"x\":\"</b>\"}}</tool_call>";

    @Test
    void showsNoPartOfACallHoweverTheTextIsCut() {
        var text = "1 < 2 <tool> " + CALL + "\n" + CALL.replace("\"a\"", "\"b\"") + " and so on";
        for (int first = 0; first <= text.length(); first++) {
            for (int second = first; second <= text.length(); second++) {
                var calls = new TextCalls(new ObjectMapper());

                var shown = calls.hear(text.substring(0, first))
                        + calls.hear(text.substring(first, second))
                        + calls.hear(text.substring(second))
                        + calls.rest();

                assertEquals("1 < 2 <tool> ", shown);
                assertEquals("[a, b]", names(calls));
            }
        }
    }

    @Test
    void showsATextThatOnlyLooksLikeACallAtItsEnd() {
        var calls = new TextCalls(new ObjectMapper());

        assertEquals("a ", calls.hear("a <tool_ca"));
        assertEquals("<tool_ca", calls.rest());
    }

    @Test
    void takesACallThatTheModelForgotToClose() {
        var calls = new TextCalls(new ObjectMapper());

        assertEquals("", calls.hear("<tool_call>\n{\"name\": \"a\", \"arguments\": {}}\n") + calls.rest());
        assertEquals("[a]", names(calls));
    }

    @Test
    void neitherRunsNorShowsACallThatCannotBeRead() {
        var calls = new TextCalls(new ObjectMapper());

        assertEquals("", calls.hear("<tool_call>get_order(1042)</tool_call>") + calls.rest());
        assertEquals("[]", names(calls));
    }

    private static String names(TextCalls calls) {
        return calls.calls().stream().map(TextCalls.Written::name).toList().toString();
    }
}
