package usher.tool.stock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import usher.tool.direct.DirectLog;
import usher.tool.direct.DirectLog.Look;
import usher.tool.stock.Due.Article;
import usher.tool.stock.Reading.Found;
import usher.tool.stock.Reading.Missed;

/** Looks as the log of calls tells of them. */
@ApplicationScoped
class Looks {
    private final DirectLog log;
    private final InstantSource clock;

    Looks(DirectLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Nothing for an article that was not looked at. */
    Uni<Void> note(Due due, Reading reading, Instant began) {
        if (due.article() instanceof Article.Gone) {
            return Uni.createFrom().voidItem();
        }
        var took = Duration.between(began, clock.instant());
        return switch (reading) {
            case Found(var shelf) -> {
                var found = JsonNodeFactory.instance.objectNode().put("in_stock", shelf.inStock());
                if (shelf.quantity() != null) {
                    found.put("quantity", shelf.quantity());
                }
                yield log.stock(due.tenant(), due.id(), look(due, began, took, null), found);
            }
            case Missed missed -> log.stock(due.tenant(), due.id(), look(due, began, took, missed), null);
        };
    }

    private static Look look(Due due, Instant began, Duration took, @Nullable Missed missed) {
        return new Look(
                "stock_watch",
                arguments(due),
                began,
                took,
                1,
                null,
                missed == null ? null : missed.code(),
                missed == null ? null : missed.sentence());
    }

    private static ObjectNode arguments(Due due) {
        var arguments =
                JsonNodeFactory.instance.objectNode().put("watch", due.id().toString());
        return switch (due.article()) {
            case Article.OfShop(var sku) -> arguments.put("sku", sku);
            case Article.OfOperation(var operation, var given, var quantity) ->
                arguments.put("operation", operation.toString()).set("arguments", given);
            case Article.Gone gone -> arguments;
        };
    }
}
