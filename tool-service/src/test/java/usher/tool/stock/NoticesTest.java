package usher.tool.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.StockWatchId;
import usher.contracts.id.TenantId;
import usher.tool.stock.Due.Article;
import usher.tool.stock.level.Level;
import usher.tool.stock.level.Shelf;
import usher.tool.stock.level.Standing;

class NoticesTest {
    @Test
    void areWrittenInTheTenantsLanguage() {
        assertEquals("Mug is out of stock", mail("en", Level.OUT, 0).subject());
        assertEquals("Mug is out of stock", mail(null, Level.OUT, 0).subject());
        assertEquals("Mug: אזל מהמלאי", mail("he-IL", Level.OUT, 0).subject());
        assertEquals(
                "Mug ב־Shop: המלאי עומד להיגמר: נותרו 2.",
                mail("he", Level.LOW, 2).text());
    }

    private static Mail mail(@Nullable String locale, Level to, long left) {
        var id = new UUID(1, 1);
        var due = new Due(
                new TenantId(id),
                new StockWatchId(id),
                id,
                "Mug",
                new IntegrationId(id),
                "Shop",
                new Article.OfShop("MUG"),
                new Due.Rules(3, Duration.ofMinutes(5), Duration.ZERO),
                new Standing(Level.IN_STOCK, null),
                0,
                0);
        return Objects.requireNonNull(
                Notices.of(due, Level.IN_STOCK, to, Shelf.of(left), locale).mail());
    }
}
