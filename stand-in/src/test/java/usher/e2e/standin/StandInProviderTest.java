package usher.e2e.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.e2e.standin.Ledger.Outcome;

class StandInProviderTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private StandInProvider provider;

    @BeforeEach
    void start() {
        provider = StandInProvider.start();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void givesTheSameAnswerToTheSameQuestion() throws Exception {
        assertEquals(answer("Hello"), answer("Hello"));
        assertFalse(answer("Hello").equals(answer("Goodbye")));
    }

    @Test
    void countsWhatItSentUnderTheKeyThatAsked() throws Exception {
        ask("Hello you", false);
        var entry = provider.ledger().entries("sk-one").getFirst();
        assertEquals(3 + 2, entry.promptTokens());
        assertEquals(TokenCount.of(entry.text()), entry.completionTokens());
        assertEquals(Outcome.ANSWERED, entry.outcome());
        assertEquals(0, provider.ledger().totals("sk-two").requests());
    }

    @Test
    void streamsTheTextThatItGivesAtOnce() throws Exception {
        var streamed = ask("Hello", true).body();
        var pieces = new StringBuilder();
        streamed.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.read(line.substring(6))
                        .path("choices")
                        .path(0)
                        .path("delta")
                        .path("content"))
                .forEach(content -> pieces.append(content.asText()));
        assertEquals(answer("Hello"), pieces.toString());
        assertTrue(streamed.contains("\"choices\":[],\"usage\":{\"prompt_tokens\":4"), streamed);
        assertTrue(streamed.endsWith("data: [DONE]\n\n"));
    }

    @Test
    void playsStepsInOrderAndTheLastOneForEver() throws Exception {
        provider.script().onQuestion("order", Script.times(2, Step.serverError(), Step.say("Shipped")));
        assertEquals(500, ask("my order", false).statusCode());
        assertEquals(500, ask("my order", false).statusCode());
        assertEquals("Shipped", answer("my order"));
        assertEquals("Shipped", answer("my order"));
    }

    @Test
    void saysWhenToComeBackAfterARateLimit() throws Exception {
        provider.script().onQuestion("", Step.rateLimited(Duration.ofSeconds(7)));
        var refused = ask("Hello", false);
        assertEquals("7", refused.headers().firstValue("retry-after").orElseThrow());
        assertEquals(
                "rate_limit_exceeded",
                Json.read(refused.body()).path("error").path("code").asText());
    }

    @Test
    void breaksTheArgumentsOfAToolCallIntoFragments() throws Exception {
        provider.script().onQuestion("1042", Step.call("get_order_status", "{\"order\":\"1042\"}"));
        var arguments = new StringBuilder();
        var frames = ask("order 1042", true)
                .body()
                .lines()
                .filter(line -> line.contains("tool_calls\":["))
                .toList();
        frames.forEach(line -> arguments.append(Json.read(line.substring(6))
                .at("/choices/0/delta/tool_calls/0/function/arguments")
                .asText()));
        assertEquals("{\"order\":\"1042\"}", arguments.toString());
        assertTrue(frames.size() > 2);
    }

    @Test
    void mentionsTheToolsResult() throws Exception {
        var body = """
                {"model":"m","messages":[{"role":"user","content":"Where is it?"},
                {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"t","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"c1","content":"{\\"status\\":\\"shipped\\"}"}]}""";
        assertTrue(content(post(body, "sk-one")).contains("status shipped"));
    }

    @Test
    void refusesAToolCallThatNobodyAnswered() throws Exception {
        var body = """
                {"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"t","arguments":"{}"}}]},
                {"role":"user","content":"Well?"}]}""";
        assertEquals(400, post(body, "sk-one").statusCode());
    }

    @Test
    void refusesAWrongKeyAsTheRealOneDoes() throws Exception {
        var refused = post(body("Hello", false), StandInProvider.REFUSED_KEY);
        assertEquals(401, refused.statusCode());
        assertEquals(
                "invalid_api_key",
                Json.read(refused.body()).path("error").path("code").asText());
    }

    @Test
    void cutsAStreamInTheMiddleAndCountsWhatWasSent() {
        provider.script().onQuestion("", Step.cut(3, Step.derive()));
        assertThrows(IOException.class, () -> ask("Hello", true));
        var entry = provider.ledger().entries().getFirst();
        assertEquals(Outcome.CUT, entry.outcome());
        assertEquals(3, entry.completionTokens());
    }

    @Test
    void stopsAtTheTokensThatTheClientAllows() throws Exception {
        var response = post("""
                {"model":"m","max_tokens":2,"messages":[{"role":"user","content":"Hello"}]}""", "sk-one");
        assertEquals(
                "length",
                Json.read(response.body()).at("/choices/0/finish_reason").asText());
        assertEquals("You asked:", content(response));
    }

    private String answer(String question) throws Exception {
        return content(ask(question, false));
    }

    private static String content(HttpResponse<String> response) {
        return Json.read(response.body()).at("/choices/0/message/content").asText();
    }

    private HttpResponse<String> ask(String question, boolean stream) throws Exception {
        return post(body(question, stream), "sk-one");
    }

    private static String body(String question, boolean stream) {
        return """
                {"model":"m","stream":%s,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"%s"}]}""".formatted(stream, question);
    }

    private HttpResponse<String> post(String body, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/chat/completions"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
