package usher.e2e.effect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import usher.e2e.client.Api;
import usher.e2e.client.Tenant;
import usher.e2e.standin.ChatRequest;
import usher.e2e.standin.Script;
import usher.e2e.standin.Step;
import usher.e2e.world.World;

/** A visitor who wants one booking cancelled and asks, in one conversation, until it is; and the model that tries hard for it. */
final class Canceller {

    static final String TOOL = "cancel_booking";

    private static final String QUESTION = "Cancel booking ";
    private static final Pattern BOOKING = Pattern.compile(QUESTION + "(\\d+)");
    private static final String DONE = "It is done: ";
    private static final int TRIES_A_TURN = 2;

    private final Api api;
    private final String booking;
    private int asked;
    private @Nullable String conversation;
    private String heard = "";

    private Canceller(Api api, String booking) {
        this.api = api;
        this.booking = booking;
    }

    /** So many, each with a booking and a conversation of its own, by the tenant's server. */
    static List<Canceller> several(World world, Tenant tenant, int count, int firstBooking) {
        var server = world.api().as(tenant.secretKey());
        return IntStream.range(0, count)
                .mapToObj(at -> new Canceller(server, String.valueOf(firstBooking + at)))
                .toList();
    }

    String booking() {
        return booking;
    }

    /** Each time in another turn. */
    void ask() {
        var body = new LinkedHashMap<String, String>();
        if (conversation != null) {
            body.put("conversation", conversation);
        }
        body.put("text", QUESTION + booking + ", please. I have asked " + asked++ + " times.");
        body.put("clientMessageId", UUID.randomUUID().toString());
        var answer = api.post("/api/v1/chat/turns", body).orThrow();
        conversation = answer.text("/conversation");
        heard = answer.text("/message/text");
    }

    boolean done() {
        return heard.equals(DONE + booking);
    }

    String heard() {
        return heard;
    }

    /** The tool is called, and called again when it fails, before the model gives up. */
    static void teach(Script script) {
        script.when(
                request -> request.offers(TOOL)
                        && BOOKING.matcher(request.question()).find(),
                Step.choose(Canceller::decide));
    }

    private static Step decide(ChatRequest request) {
        var booking = BOOKING.matcher(request.question());
        if (!booking.find()) {
            throw new IllegalStateException("The rule is for questions with a booking");
        }
        if (request.answersTools() && request.lastText().contains("cancelled")) {
            return Step.say(DONE + booking.group(1));
        }
        return triesInThisTurn(request) < TRIES_A_TURN
                ? Step.call(TOOL, Api.json(Map.of("booking", booking.group(1))))
                : Step.say("I could not: " + request.lastText());
    }

    private static int triesInThisTurn(ChatRequest request) {
        int tries = 0;
        for (var message : request.messages()) {
            tries = switch (message.path("role").asText()) {
                case "user" -> 0;
                case "tool" -> tries + 1;
                default -> tries;
            };
        }
        return tries;
    }
}
