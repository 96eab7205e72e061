package usher.tool.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.tool.ToolServer;
import usher.tool.http.HttpReply.Answered;

class CapsTest {
    private static final int BOMB = 20_000_000;

    private final ToolServer shop = new ToolServer();
    private final Outgoing out = new Outgoing(
            Map.of(
                    "usher.egress.local-targets", "127.0.0.1:*",
                    "usher.call.at-once", "2",
                    "usher.call.idle", "1s"),
            host -> List.of());

    @AfterEach
    void close() {
        out.close();
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "deflate", "raw"})
    void unpacksAnAnswerButNoBomb(String encoding) throws IOException {
        var small = packed("/small", encoding, "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        var bomb = packed("/bomb", encoding, new byte[BOMB]);

        assertEquals(
                "{\"a\":1}",
                assertInstanceOf(Answered.class, out.send(Outgoing.get(small))).body());
        assertEquals("result-too-large", Outgoing.tell(out.send(Outgoing.get(bomb))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "nonsense"})
    void readsNothingThatIsPackedInAWayItDidNotAskFor(String encoding) {
        var url = shop.answer(
                "/packed",
                (request, number) -> request.response()
                        .putHeader("content-encoding", encoding)
                        .end("x".repeat(100)));

        assertEquals("result-invalid", Outgoing.tell(out.send(Outgoing.get(url))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void readsNothingThatCannotBeUnpacked(String encoding) {
        var url = shop.answer(
                "/garbage",
                (request, number) -> request.response()
                        .putHeader("content-encoding", encoding)
                        .end("no archive"));

        assertEquals("result-invalid", Outgoing.tell(out.send(Outgoing.get(url))));
    }

    @Test
    void stopsABodyWithoutEnd() {
        var closed = new CountDownLatch(1);
        var url = shop.answer("/endless", (request, number) -> {
            request.connection().closeHandler(gone -> closed.countDown());
            var response = request.response().setChunked(true);
            shop.vertx().setPeriodic(1, timer -> {
                if (response.closed()) {
                    shop.vertx().cancelTimer(timer);
                } else {
                    response.write(Buffer.buffer(new byte[10_000]));
                }
            });
        });

        assertEquals("result-too-large", Outgoing.tell(out.send(Outgoing.get(url))));
        await(closed);
    }

    @Test
    void readsAsMuchAsACallAllows() {
        var url = shop.answer("/long", 200, "x".repeat(100_000));

        assertEquals("result-too-large", Outgoing.tell(out.send(Outgoing.get(url))));
        assertEquals("200", Outgoing.tell(out.send(Outgoing.get(url).mostBytes(100_000))));
        assertEquals(
                "result-too-large", Outgoing.tell(out.send(Outgoing.get(url).mostBytes(99_999))));
    }

    @Test
    void readsNoMoreHeadersThanItMay() {
        var url = shop.answer("/headers", (request, number) -> {
            for (int i = 0; i < 2_000; i++) {
                request.response().putHeader("x-header-" + i, "value");
            }
            request.response().end("{}");
        });

        assertEquals("tool-unreachable", Outgoing.tell(out.send(Outgoing.get(url))));
    }

    @Test
    void letsOneTenantsSlowCallsKeepNobodyWaiting() throws Exception {
        // Given
        var arrived = new CountDownLatch(2);
        var goOn = new CompletableFuture<Void>();
        var slow = shop.answer("/slow", (request, number) -> {
            arrived.countDown();
            goOn.thenRun(() -> request.response().end("{}"));
        });
        var quick = shop.answer("/quick", 200, "{}");
        var first = out.calls().send(Outgoing.get(slow)).subscribeAsCompletionStage();
        var second = out.calls().send(Outgoing.get(slow)).subscribeAsCompletionStage();
        await(arrived);

        // When
        var third = out.send(Outgoing.get(quick));

        // Then
        assertEquals("tool-busy", Outgoing.tell(third));
        var other = Outgoing.get(new TenantId(UUID.randomUUID()), quick, MultiMap.caseInsensitiveMultiMap());
        assertEquals("200", Outgoing.tell(out.send(other)));
        goOn.complete(null);
        assertEquals("200", Outgoing.tell(first.get(10, TimeUnit.SECONDS)));
        assertEquals("200", Outgoing.tell(second.get(10, TimeUnit.SECONDS)));
        assertEquals("200", Outgoing.tell(out.send(Outgoing.get(quick))));
    }

    @Test
    void closesAConnectionThatNobodyUses() {
        var closed = new CountDownLatch(1);
        var url = shop.answer("/once", (request, number) -> {
            request.connection().closeHandler(gone -> closed.countDown());
            request.response().end("{}");
        });

        assertEquals("200", Outgoing.tell(out.send(Outgoing.get(url))));

        await(closed);
    }

    private String packed(String path, String encoding, byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var packing = encoding.toLowerCase(Locale.ROOT).endsWith("gzip")
                ? new GZIPOutputStream(packed)
                : new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION, encoding.equals("raw")))) {
            packing.write(bytes);
        }
        var name = encoding.equals("raw") ? "deflate" : encoding;
        return shop.answer(
                path,
                (request, number) -> request.response()
                        .putHeader("content-encoding", name)
                        .end(Buffer.buffer(packed.toByteArray())));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(15, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
