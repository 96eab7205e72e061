package usher.billing.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.EpisodeView.MoveView;
import usher.billing.outcome.EpisodeView.Reversal;
import usher.billing.outcome.EpisodeView.StepView;
import usher.billing.outcome.episode.Evidence;
import usher.billing.outcome.episode.Step;
import usher.contracts.id.ConversationId;
import usher.contracts.id.EpisodeId;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;

/** Rows of the episode tables as views. */
@ApplicationScoped
class EpisodeRows {
    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};
    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};

    private final ObjectMapper mapper;

    EpisodeRows(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    EpisodeView episode(Row row) {
        return new EpisodeView(
                new EpisodeId(row.getUUID("id")),
                new TenantId(row.getUUID("tenant_id")),
                new ConversationId(row.getUUID("conversation_id")),
                lower(row.getString("state")),
                row.getBoolean("assisted"),
                row.getString("reason") == null ? null : lower(row.getString("reason")),
                evidence(row),
                row.getInteger("rules_version"),
                row.getOffsetDateTime("began_at").toInstant(),
                at(row, "concluded_at"),
                row.getString("metric"),
                at(row, "charged_at"),
                reversal(row),
                null,
                null);
    }

    List<StepView> history(Row row) {
        return read(row, "history", STEPS).stream()
                .map(step -> new StepView(
                        step.at(), step.state().text(), step.reason().text(), step.evidence()))
                .toList();
    }

    MoveView move(Row row) {
        return new MoveView(
                new EventId(row.getUUID("ledger_event")),
                row.getString("metric"),
                row.getInteger("quantity"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getOffsetDateTime("decided_at").toInstant(),
                row.getOffsetDateTime("recorded_at").toInstant(),
                lower(row.getString("outcome")),
                lower(row.getString("reason")),
                evidence(row),
                row.getInteger("rules_version"),
                row.getString("made_by"));
    }

    private List<Evidence> evidence(Row row) {
        return read(row, "evidence", EVIDENCE);
    }

    private <T> T read(Row row, String column, TypeReference<T> type) {
        try {
            return mapper.readValue(row.getJsonArray(column).encode(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written can be read", e);
        }
    }

    private static @Nullable Reversal reversal(Row row) {
        var at = at(row, "reversed_at");
        return at == null ? null : new Reversal(at, row.getString("reversed_by"), row.getString("reversed_for"));
    }

    private static @Nullable Instant at(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
