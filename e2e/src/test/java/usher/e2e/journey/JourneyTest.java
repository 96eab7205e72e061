package usher.e2e.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.standin.Step;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;
import usher.local.infra.PropertyFile;
import usher.local.launch.Demo;

/** The demo as a newcomer sees it, with the answer engine that needs no key and with a model behind OpenAI's protocol. */
@Order(5)
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int TURNS_A_JOURNEY = 2;
    /** Asked, declined, asked again, confirmed. */
    private static final int TURNS_OF_A_REFUND = 4;

    private World world;
    private Tenant shop;
    private Tenant cafe;

    @BeforeAll
    void open(World shared) {
        world = shared;
        Demo.seed(world.platform());
        var kept = new PropertyFile(world.platform().folder().resolve("demo.properties")).read();
        shop = tenant("fjord-and-pine", "Fjord & Pine", kept);
        cafe = tenant("cafe-levant", "קפה לבנט", kept);
    }

    @Test
    @Order(1)
    void aVisitorIsAnsweredOffline() {
        visit("local", "30 days", true);
        metered(TURNS_A_JOURNEY + TURNS_OF_A_REFUND);
    }

    @Test
    @Order(2)
    void aVisitorIsAnsweredByAModel() {
        world.standIn()
                .script()
                .onQuestion("return it", Step.say("You have 30 days to return anything you bought [1]."));
        world.useStandIn(shop);
        visit("openai", "30 days", false);
        metered(2 * TURNS_A_JOURNEY + TURNS_OF_A_REFUND);
        world.operator().useLocal(shop);
    }

    @Test
    @Order(3)
    void anOperatorSeesExactlyWhatHappened() {
        Browser.play(
                "operator.mjs",
                Map.of(
                        "gateway",
                        world.platform().gateway().toString(),
                        "tenant",
                        shop.id(),
                        "name",
                        shop.name(),
                        "other",
                        cafe.id(),
                        "turns",
                        2 * TURNS_A_JOURNEY + TURNS_OF_A_REFUND,
                        "screenshots",
                        "target/screenshots"));
    }

    @Test
    @Order(4)
    void theTenantBesideItSeesNothing() {
        var conversations = world.operator()
                .api()
                .get("/api/v1/chat/admin/conversations" + cafe.query())
                .orThrow();
        assertEquals(0, conversations.at("/data").size(), conversations.toString());
        assertEquals(0, world.books().billed(cafe, "messages"));
    }

    private void visit(String model, String promised, boolean refunds) {
        Browser.play(
                "visitor.mjs",
                Map.of(
                        "gateway",
                        world.platform().gateway().toString(),
                        "model",
                        model,
                        "promised",
                        promised,
                        "refunds",
                        refunds,
                        "screenshots",
                        "target/screenshots"));
    }

    private void metered(int turns) {
        Eventually.until(turns + " turns are metered", SOON, () -> world.books().billed(shop, "messages") == turns);
    }

    private Tenant tenant(String slug, String name, Map<String, String> kept) {
        return new Tenant(
                String.valueOf(kept.get(slug + ".tenant")),
                name,
                world.platform().gateway().toString(),
                String.valueOf(kept.get(slug + ".publishable_key")),
                String.valueOf(kept.get(slug + ".secret_key")),
                String.valueOf(kept.get(slug + ".identity_kid")),
                String.valueOf(kept.get(slug + ".identity_secret")));
    }
}
