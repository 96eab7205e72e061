package usher.chat.model.price;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import usher.chat.model.TokenUse;
import usher.contracts.money.TokenPrice;

class PriceTest {
    private final Price price = new Price(Instant.EPOCH, per("1.25"), per("0.125"), per("10"), per("8"));

    @Test
    void pricesEachClassByItsOwnAndRoundsEachOnce() {
        var cost = price.of(new TokenUse(1000, 4000, 300, 50));

        assertEquals(new TokenCost(1250, 500, 3000, 400), cost);
        assertEquals(5150, cost.micros());
        assertEquals(new TokenCost(1, 0, 10, 0), price.of(new TokenUse(1, 3, 1, 0)));
    }

    @Test
    void costsNothingForNothing() {
        assertEquals(0, price.of(TokenUse.NONE).micros());
    }

    private static TokenPrice per(String million) {
        return new TokenPrice(new BigDecimal(million));
    }
}
