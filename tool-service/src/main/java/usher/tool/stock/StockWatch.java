package usher.tool.stock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.tool.integration.ObjectColumn;
import usher.tool.stock.level.Level;

/** One watched article of a tenant, and what is known of it. */
@Entity
class StockWatch extends PanacheEntityBase {
    @EmbeddedId
    WatchKey key;

    UUID integrationId;
    String name;

    @Nullable
    String sku;

    @Nullable
    UUID operationId;

    @Nullable
    @Convert(converter = ObjectColumn.class)
    ObjectNode arguments;

    @Nullable
    String quantityAt;

    int lowAt;
    int everyMinutes;
    int quietMinutes;
    boolean enabled;
    String told;
    String seen;

    @Nullable
    Long quantity;

    @Nullable
    Instant noticedAt;

    long notices;

    @Nullable
    Instant checkedAt;

    int failures;

    @Nullable
    String failureCode;

    @Nullable
    String failureSentence;

    @Nullable
    UUID claim;

    Instant nextCheckAt;
    Instant createdAt;
    Instant updatedAt;

    static StockWatch create(WatchKey key, SaveWatch wanted, Instant now) {
        var watch = new StockWatch();
        watch.key = key;
        watch.createdAt = now;
        watch.forget();
        return watch.change(wanted, now);
    }

    /** What was known of one article is not known of another. Whoever is looking just now looks in vain; it is looked at anew. */
    StockWatch change(SaveWatch wanted, Instant now) {
        if (!isOfSameArticle(wanted)) {
            forget();
        }
        integrationId = wanted.integration().value();
        name = wanted.name();
        sku = wanted.sku();
        operationId = wanted.operation() == null ? null : wanted.operation().value();
        arguments = wanted.arguments();
        quantityAt = wanted.quantity();
        lowAt = wanted.lowAt();
        everyMinutes = wanted.everyMinutes();
        quietMinutes = wanted.quietMinutes();
        enabled = wanted.enabled();
        failures = 0;
        failureCode = null;
        failureSentence = null;
        claim = null;
        nextCheckAt = now;
        updatedAt = now;
        return this;
    }

    private boolean isOfSameArticle(SaveWatch wanted) {
        var operation = wanted.operation() == null ? null : wanted.operation().value();
        return Objects.equals(integrationId, wanted.integration().value())
                && Objects.equals(sku, wanted.sku())
                && Objects.equals(operationId, operation)
                && Objects.equals(arguments, wanted.arguments())
                && Objects.equals(quantityAt, wanted.quantity());
    }

    /** Notices go on being counted, for each of a watch has its own number. */
    private void forget() {
        told = Level.UNKNOWN.text();
        seen = Level.UNKNOWN.text();
        quantity = null;
        checkedAt = null;
    }
}
