package usher.billing.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;

/**
 * Usage in a CloudEvents 1.0 envelope, as servers of tenants send it: {@code type} is the metric, {@code id} and
 * {@code source} together name the event for ever. A correction is an event of its own with a negative quantity.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MeterEvent(
        @Nullable String specversion,
        @Nullable String id,
        @Nullable String source,
        @Nullable String type,
        @Nullable TenantId subject,
        @Nullable Instant time,
        @Nullable Measured data) {

    /** {@code quantity} absent is one; {@code cost_micros}, in micro-dollars, is for the platform to say. */
    record Measured(
            @Nullable Long quantity,
            @Nullable Long costMicros,
            @Nullable Map<String, String> dimensions) {}

    long quantity() {
        return data == null || data.quantity() == null ? 1 : data.quantity();
    }

    long costMicros() {
        return data == null || data.costMicros() == null ? 0 : data.costMicros();
    }

    Map<String, String> dimensions() {
        return data == null || data.dimensions() == null ? Map.of() : data.dimensions();
    }

    LedgerLines.Line line(TenantId tenant, Instant now) {
        var at = time == null ? now : time;
        var dimensions = LedgerLines.text(dimensions());
        return new LedgerLines.Line(
                tenant, key(text(id)), text(source), 0, text(type), quantity(), costMicros(), dimensions, at);
    }

    /** The id itself where it is one of ours, else a digest of it: the ledger's keys are of one size. */
    private static UUID key(String id) {
        try {
            return EventId.fromString(id).value();
        } catch (IllegalArgumentException other) {
            return digest(id);
        }
    }

    private static UUID digest(String id) {
        try {
            var digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
            // Version 8, "custom", of RFC 9562.
            return new UUID(
                    (digest.getLong() & ~0xF000L) | 0x8000L,
                    (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
