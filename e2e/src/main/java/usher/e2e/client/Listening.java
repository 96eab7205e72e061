package usher.e2e.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one client has heard of a turn over all its connections, frame by frame. */
public final class Listening {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String bearer;
    private final List<Frame> frames = new ArrayList<>();

    /** One event as it came: its number, its type and its data. */
    public record Frame(long number, String type, JsonNode data) {}

    public Listening(String bearer) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), bearer);
    }

    /** Shares a client with others. */
    public Listening(HttpClient http, String bearer) {
        this.http = http;
        this.bearer = bearer;
    }

    /** Asks, and hears until this frame came or the connection ended; true when it was this frame. */
    public boolean ask(String base, Map<String, ?> question, Predicate<Frame> until) {
        return hear(
                request(base + "/api/v1/chat/turns")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Api.json(question)))
                        .build(),
                until);
    }

    /** Hears what came after the last frame, until this one or the end of the connection. */
    public boolean goOn(String base, Predicate<Frame> until) {
        return hear(
                request(base + "/api/v1/chat/turns/" + turn() + "/events")
                        .header("Last-Event-ID", Long.toString(frames.getLast().number()))
                        .build(),
                until);
    }

    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    public String turn() {
        return frames.getFirst().data().path("turn_id").asText();
    }

    public String conversation() {
        return frames.getFirst().data().path("conversation_id").asText();
    }

    public String text() {
        return frames.stream()
                .filter(frame -> frame.type().equals("text.delta"))
                .map(frame -> frame.data().path("delta").asText())
                .collect(Collectors.joining());
    }

    /** Whether every frame came once and in order. */
    public boolean isWhole() {
        for (int at = 0; at < frames.size(); at++) {
            if (frames.get(at).number() != at + 1) {
                return false;
            }
        }
        return true;
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + bearer);
    }

    private boolean hear(HttpRequest request, Predicate<Frame> until) {
        try {
            var response = http.send(request, BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        response.statusCode() + " " + response.body().collect(Collectors.joining("\n")));
            }
            var reader = new Reader();
            try (var lines = response.body()) {
                return lines.map(reader::line)
                        .anyMatch(frame -> frame != null && frames.add(frame) && until.test(frame));
            }
        } catch (UncheckedIOException broken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts the lines of an event together. */
    private static final class Reader {
        private long number;
        private String type = "";
        private String data = "";

        @Nullable
        Frame line(String line) {
            if (line.startsWith("id:")) {
                number = Long.parseLong(line.substring(3).strip());
            } else if (line.startsWith("event:")) {
                type = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring(5).strip();
            } else if (line.isEmpty() && !data.isEmpty()) {
                var frame = new Frame(number, type, read(data));
                data = "";
                return frame;
            }
            return null;
        }

        private static JsonNode read(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
