package usher.e2e.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stand-in does alike in all protocols, and what each refuses in its own words. */
class DialectTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final StandInProvider provider = StandInProvider.start();

    /** A protocol's address, a question in it, and a tool call that got no result. */
    enum Spoken {
        OPENAI(
                "/v1/chat/completions",
                "{'model':'m','messages':[{'role':'user','content':'Hello you'}]}",
                "{'model':'m','messages':[{'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function',"
                        + "'function':{'name':'t','arguments':'{}'}}]},{'role':'user','content':'Well?'}]}",
                "'type':'invalid_request_error'"),
        ANTHROPIC(
                "/v1/messages",
                "{'model':'m','max_tokens':100,'messages':[{'role':'user','content':'Hello you'}]}",
                "{'model':'m','max_tokens':100,'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':"
                        + "[{'type':'tool_use','id':'c','name':'t','input':{}}]},{'role':'user','content':'Well?'}]}",
                "{'type':'error','error':{'type':'invalid_request_error'"),
        GEMINI(
                "/v1beta/models/m:generateContent",
                "{'contents':[{'role':'user','parts':[{'text':'Hello you'}]}]}",
                "{'contents':[{'role':'model','parts':[{'functionCall':{'name':'t','args':{}}}]},"
                        + "{'role':'user','parts':[{'text':'Well?'}]}]}",
                "'status':'INVALID_ARGUMENT'"),
        OLLAMA(
                "/api/chat",
                "{'model':'m','stream':false,'messages':[{'role':'user','content':'Hello you'}]}",
                "{'model':'m','messages':[{'role':'assistant','content':'','tool_calls':[{'function':{'name':'t',"
                        + "'arguments':{}}}]},{'role':'user','content':'Well?'}]}",
                "{'error':'a tool call has no result'}");

        private final String path;
        private final String question;
        private final String unanswered;
        private final String error;

        Spoken(String path, String question, String unanswered, String error) {
            this.path = path;
            this.question = question.replace('\'', '"');
            this.unanswered = unanswered.replace('\'', '"');
            this.error = error.replace('\'', '"');
        }
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @EnumSource
    void saysAndCountsTheSameInEveryProtocol(Spoken spoken) throws Exception {
        var answer = post(spoken, spoken.question, "sk-one").body();

        var entry = provider.ledger().entries("sk-one").getFirst();
        assertTrue(answer.contains(entry.text()), answer);
        assertEquals(3 + 2, entry.promptTokens());
        assertEquals(TokenCount.of(entry.text()), entry.completionTokens());
    }

    @ParameterizedTest
    @EnumSource
    void refusesAToolCallThatNobodyAnsweredInTheProvidersOwnShape(Spoken spoken) throws Exception {
        var refused = post(spoken, spoken.unanswered, "sk-one");

        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains(spoken.error), refused.body());
    }

    @ParameterizedTest
    @EnumSource
    void refusesAWrongKey(Spoken spoken) throws Exception {
        // Gemini says in the error's details that the key is the reason.
        assertEquals(
                spoken == Spoken.GEMINI ? 400 : 401,
                post(spoken, spoken.question, StandInProvider.REFUSED_KEY).statusCode());
    }

    private HttpResponse<String> post(Spoken spoken, String body, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(provider.url() + spoken.path))
                .header("Authorization", "Bearer " + key)
                .header("x-api-key", key)
                .header("anthropic-version", "2023-06-01")
                .header("x-goog-api-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
