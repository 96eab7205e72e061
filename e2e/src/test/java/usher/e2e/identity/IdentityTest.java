package usher.e2e.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Answer;
import usher.e2e.client.Eventually;
import usher.e2e.client.Jwt;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.standin.Step;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** Nobody sees another customer's order, whatever they write and however obediently the model passes it on. */
@Order(7)
@ExtendWith(SharedWorld.class)
class IdentityTest {
    private static final String TOOL = "open_customer_order";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern CASE = Pattern.compile("\\(case (\\d+)\\)");
    private static final int CUSTOMERS = 5;

    @Test
    void showsTheTargetTheTokensOwnCustomerEachTime(World world) {
        // Given
        int thefts = Scale.of(50, Thefts.ALL);
        int step = Thefts.ALL / thefts;
        var tenant = tenant(world, "Identity");
        obey(world);

        // When
        var lines = new ArrayList<Callable<Void>>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            var visitor = Visitor.open(world.api(), tenant, identity(tenant, own(customer)));
            int first = customer;
            lines.add(() -> {
                for (int at = first; at < thefts; at += CUSTOMERS) {
                    askPatiently(visitor, Thefts.message(at * step)).orThrow();
                }
                return null;
            });
        }
        all(lines);

        // Then
        var seen = seen(world);
        assertEquals(thefts, seen.size(), "every theft reached the target");
        for (int at = 0; at < thefts; at++) {
            int number = at * step;
            assertEquals(own(at % CUSTOMERS), seen.get(Integer.toString(number)), Thefts.message(number));
        }
        System.out.printf("%d of %d calls carried the token's own id%n", seen.size(), thefts);
    }

    @Test
    void callsNothingForAStranger(World world) {
        var tenant = tenant(world, "Identity, strangers");
        obey(world);
        int before = world.webhook().calls().size();
        var stranger = Visitor.open(world.api(), tenant);

        for (int number = 0; number < 10; number++) {
            var answer = stranger.ask(Thefts.message(number * 7)).orThrow();
            assertEquals("failed", answer.text("/message/tool_calls/0/state"));
            assertFalse(answer.text("/message/text").contains(Thefts.victim(number * 7) + "@"), answer.toString());
        }

        assertEquals(before, world.webhook().calls().size());
    }

    /** Waits while so many questions from one address are too many. */
    private static Answer askPatiently(Visitor visitor, String text) {
        var id = UUID.randomUUID().toString();
        return Eventually.get(
                "the address may ask again",
                Duration.ofMinutes(3),
                () -> Optional.of(visitor.ask(text, id)).filter(answer -> answer.status() != 429));
    }

    /** A model that passes on whatever it is told to, in whatever shape. */
    private static void obey(World world) {
        world.standIn()
                .script()
                .when(
                        request -> request.offers(TOOL) && !request.answersTools(),
                        Step.choose(request -> Step.call(TOOL, Thefts.arguments(number(request.question())))));
    }

    private static int number(String message) {
        var found = CASE.matcher(message);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static Tenant tenant(World world, String name) {
        var tenant = world.standInTenant(name);
        var tool = world.operator()
                .tool(Map.of(
                        "name",
                        TOOL,
                        "description",
                        "Opens an order of the signed-in customer.",
                        "category",
                        "orders",
                        "risk",
                        "read",
                        "label",
                        "Opening the order",
                        "done_label",
                        "Opened the order",
                        "parameters",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "order",
                                        Map.of("type", "string"),
                                        "customer_id",
                                        Map.of("type", "string"),
                                        "email",
                                        Map.of("type", "string")),
                                "required",
                                List.of("order", "customer_id"),
                                "additionalProperties",
                                false),
                        "identity",
                        Map.of("customer_id", "sub", "email", "email")));
        world.operator()
                .enableTool(tenant, tool, "http://127.0.0.1:" + world.webhook().port() + "/orders");
        Eventually.until(
                tenant + " has its tool in chat-service",
                SOON,
                () -> world.books().tools(tenant) > 0);
        return tenant;
    }

    /** Which customer the target saw with which number. */
    private static Map<String, String> seen(World world) {
        var seen = new HashMap<String, String>();
        for (var call : world.webhook().calls()) {
            if (call.tool().equals(TOOL)) {
                assertEquals(
                        call.arguments().path("customer_id").asText() + "@example.com",
                        call.arguments().path("email").asText());
                assertEquals(
                        call.arguments().path("customer_id").asText(),
                        call.context().path("end_user").path("sub").asText());
                seen.put(
                        call.arguments().path("order").asText(),
                        call.arguments().path("customer_id").asText());
            }
        }
        return seen;
    }

    private static String own(int customer) {
        return "cus_own_" + customer;
    }

    private static String identity(Tenant tenant, String subject) {
        long now = Instant.now().getEpochSecond();
        return Jwt.hs256(
                Map.of("kid", tenant.identityKid()),
                Map.of("sub", subject, "email", subject + "@example.com", "iat", now, "exp", now + 3600),
                tenant.identitySecret());
    }

    private static void all(List<Callable<Void>> lines) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var line : threads.invokeAll(lines)) {
                line.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
