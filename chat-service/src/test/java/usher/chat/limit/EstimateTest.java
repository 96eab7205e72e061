package usher.chat.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import usher.chat.model.Attempts;
import usher.chat.model.Candidate;
import usher.chat.model.ModelName;
import usher.chat.model.Prompt;
import usher.chat.model.TokenUse;
import usher.chat.model.price.Price;
import usher.contracts.money.TokenPrice;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class EstimateTest {
    private final LimitConfig config = Desk.bean(LimitConfig.class);

    @Test
    void takesTheModelsBoundWhenMaxTokensIsMissing() {
        assertEquals(
                2048,
                Estimate.of(List.of(model("2.5", "10")), "Hi", null, config).maxTokens());
    }

    @Test
    void bringsAnAbsurdMaxTokensDownToTheModelsBound() {
        assertEquals(
                2048,
                Estimate.of(List.of(model("2.5", "10")), "Hi", 999_999_999, config)
                        .maxTokens());
        assertEquals(
                1, Estimate.of(List.of(model("2.5", "10")), "Hi", -5, config).maxTokens());
    }

    @Test
    void neverGrantsACallThatCostsMoreThanIsLeft() {
        var random = new Random(42);
        for (int at = 0; at < 10_000; at++) {
            var by = model(
                    random.nextInt(1, 100) + "." + random.nextInt(10),
                    random.nextInt(1, 100) + "." + random.nextInt(10));
            var grant = new Grant(Long.MAX_VALUE, random.nextInt(100_000), 2048);
            var spent = TokenUse.of(random.nextInt(500), random.nextInt(500));
            long input = random.nextInt(2000);

            int output = grant.output(
                    by.price(),
                    input,
                    new Attempts.Sum(spent, by.price().of(spent).micros()));

            if (output > 0) {
                long cost = by.price().input().micros(input + spent.input())
                        + by.price().output().micros(output + spent.output());
                assertTrue(cost <= grant.micros(), cost + " > " + grant);
            }
        }
    }

    @Test
    void reservesByTheDearestClassOfTokens() {
        var plain = new TokenPrice(new BigDecimal("1"));
        var dear = new TokenPrice(new BigDecimal("5"));
        var price = new Price(Instant.EPOCH, plain, dear, plain, dear);
        var grant = new Grant(Long.MAX_VALUE, 1000, 2048);

        assertEquals(
                dear, Estimate.of(List.of(priced(price)), "Hi", null, config).inputPrice());
        assertEquals(
                dear, Estimate.of(List.of(priced(price)), "Hi", null, config).outputPrice());
        int output = grant.output(price, 100, Attempts.Sum.NOTHING);
        assertTrue(price.of(new TokenUse(0, 100, 0, output)).micros() <= 1000, "granted " + output);
    }

    @Test
    void grantsNothingForAPromptBeyondTheTierItsPriceIsFor() {
        var one = new TokenPrice(BigDecimal.ONE);
        var tiered = new Price(Instant.EPOCH, one, one, one, one, 200_000L);
        var grant = Grant.unbounded(2048);

        assertEquals(2048, grant.output(tiered, 200_000, Attempts.Sum.NOTHING));
        assertEquals(0, grant.output(tiered, 200_001, Attempts.Sum.NOTHING));
    }

    @Test
    void countsMoreTokensThanATokenizerWould() {
        // Counted by cl100k_base: 10, 9.
        assertTrue(TokenBound.of("The quick brown fox jumps over the lazy dog.") >= 10);
        assertTrue(TokenBound.of("{\"order\":\"1042\",\"ok\":true}") >= 9);
        assertTrue(TokenBound.of("מה שעות הפתיחה?") >= 15);
    }

    private static Candidate model(String input, String output) {
        var in = new TokenPrice(new BigDecimal(input));
        var out = new TokenPrice(new BigDecimal(output));
        return priced(new Price(Instant.EPOCH, in, in, out, out));
    }

    private static Candidate priced(Price price) {
        return new Candidate(
                prompt -> Multi.createFrom().empty(),
                new ModelName("openai", "gpt"),
                new Prompt.Limits(2048, 0.3),
                price);
    }
}
