package usher.chat.turn;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A provider that answers requests with the streams it was given, in order, and remembers what it was asked. */
final class ScriptedProvider implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    final Queue<String> requests = new ConcurrentLinkedQueue<>();

    private final CountDownLatch closed = new CountDownLatch(1);

    record Reply(int status, List<String> data, boolean waits) {
        Reply(int status, List<String> data) {
            this(status, data, false);
        }
    }

    ScriptedProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    /** Says the words, one frame each, and reports 10 input and 5 output tokens. */
    ScriptedProvider says(String... words) {
        var frames = new java.util.ArrayList<String>();
        for (var word : words) {
            frames.add("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}");
        }
        frames.add("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
        frames.add("{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}");
        frames.add("[DONE]");
        replies.add(new Reply(200, frames));
        return this;
    }

    ScriptedProvider saysWithoutCounting(String words) {
        replies.add(new Reply(
                200,
                List.of(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + words
                                + "\"},\"finish_reason\":\"stop\"}]}",
                        "[DONE]")));
        return this;
    }

    /** Begins to speak and breaks off. */
    ScriptedProvider breaksOffAfter(String word) {
        replies.add(new Reply(200, List.of("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}")));
        return this;
    }

    /** Says the words and then nothing more until it is closed. */
    ScriptedProvider stallsAfter(String word) {
        replies.add(new Reply(
                200, List.of("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}"), true));
        return this;
    }

    ScriptedProvider refusesWith(int status) {
        replies.add(new Reply(status, List.of()));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var reply = replies.poll();
        if (reply == null) {
            reply = new Reply(500, List.of());
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(reply.status(), 0);
        try (var body = exchange.getResponseBody()) {
            for (var frame : reply.data()) {
                body.write(("data: " + frame + "\n\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
            if (reply.waits()) {
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
