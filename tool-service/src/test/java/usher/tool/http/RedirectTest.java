package usher.tool.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.kit.egress.Guards;
import usher.tool.ToolServer;

class RedirectTest {
    private final ToolServer here = new ToolServer();
    private final ToolServer there = new ToolServer();
    private final Outgoing out = new Outgoing(Map.of("usher.egress.local-targets", "127.0.0.1:*"), host -> List.of());
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap()
            .add("authorization", "Bearer secret")
            .add("x-shop-access-token", "secret")
            .add("cookie", "secret")
            .add("accept", "application/json");

    @AfterEach
    void close() {
        out.close();
        here.close();
        there.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsWhereAReadIsLed(int status) {
        redirect(here, "/old", "new?page=2", status);
        here.answer("/new", 200, "{}");

        assertEquals("200", Outgoing.tell(out.send(reading(here.url("/old")).followingRedirects())));

        assertEquals("Bearer secret", here.received("/new").getFirst().header("authorization"));
    }

    @Test
    void followsNoneUnlessTold() {
        redirect(here, "/old", "/new", 302);

        assertEquals("302", Outgoing.tell(out.send(reading(here.url("/old")))));

        assertEquals(0, here.received("/new").size());
    }

    @Test
    void followsThreeAndNoMore() {
        for (int i = 1; i <= 5; i++) {
            redirect(here, "/" + i, "/" + (i + 1), 302);
        }

        assertEquals("302", Outgoing.tell(out.send(reading(here.url("/1")).followingRedirects())));

        assertEquals(1, here.received("/4").size());
        assertEquals(0, here.received("/5").size());
    }

    @Test
    void takesNothingAlongByWhichStrangersCouldActNotEvenWhenLedBack() {
        // Given
        redirect(here, "/old", there.url("/away"), 302);
        redirect(there, "/away", here.url("/back"), 302);
        here.answer("/back", 200, "{}");

        // When
        var reply = out.send(reading(here.url("/old")).followingRedirects());

        // Then
        assertEquals("200", Outgoing.tell(reply));
        for (var received : List.of(
                there.received("/away").getFirst(), here.received("/back").getFirst())) {
            assertEquals("", received.header("authorization"));
            assertEquals("", received.header("x-shop-access-token"));
            assertEquals("", received.header("cookie"));
            assertEquals("application/json", received.header("accept"));
        }
    }

    @Test
    void isNotLedToPlainHttpElsewhere() {
        redirect(here, "/old", "http://10.0.0.1/", 302);

        assertEquals(
                "url-not-allowed",
                Outgoing.tell(out.send(reading(here.url("/old")).followingRedirects())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[", "https://a b/", ":"})
    void takesARedirectToNowhereForTheAnswer(String location) {
        redirect(here, "/old", location, 302);

        assertEquals("302", Outgoing.tell(out.send(reading(here.url("/old")).followingRedirects())));
    }

    @Test
    void neverRepeatsElsewhereWhatDoesSomething() {
        var post = Outgoing.call(Guards.TENANT, HttpMethod.POST, here.url("/old"), headers);
        redirect(here, "/old", there.url("/away"), 307);

        assertThrows(IllegalArgumentException.class, post::followingRedirects);
        assertEquals("307", Outgoing.tell(out.send(post)));
        assertEquals(0, there.received("/away").size());
    }

    private HttpCall reading(String url) {
        return Outgoing.get(Guards.TENANT, url, headers);
    }

    private static void redirect(ToolServer server, String path, String location, int status) {
        server.answer(
                path,
                (request, number) -> request.response()
                        .setStatusCode(status)
                        .putHeader("location", location)
                        .end());
    }
}
