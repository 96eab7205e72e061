package usher.chat.conversation.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Semaphore;
import usher.chat.conversation.Audience;
import usher.chat.conversation.MessageDetail;
import usher.chat.conversation.Transcripts;
import usher.chat.conversation.export.Sheet.Setting;
import usher.chat.conversation.management.ConversationList;
import usher.chat.conversation.management.ConversationSummary;
import usher.chat.conversation.management.ConversationView;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** Writes one conversation out. Very long ones are cut and say so. */
@ApplicationScoped
class Exports {
    private static final int MOST = 2000;
    private static final int MOST_ON_PAPER = 500;
    private static final int AT_ONCE = 2;

    private final ConversationList conversations;
    private final Transcripts transcripts;
    private final TenantSnapshots tenants;
    private final ObjectMapper mapper;
    private final Semaphore printers = new Semaphore(AT_ONCE);

    Exports(ConversationList conversations, Transcripts transcripts, TenantSnapshots tenants, ObjectMapper mapper) {
        this.conversations = conversations;
        this.transcripts = transcripts;
        this.tenants = tenants;
        this.mapper = mapper;
    }

    /** A conversation with its messages, oldest first; {@code cut} says that there are more. */
    private record Whole(ConversationView conversation, List<MessageDetail> messages, boolean cut) {}

    /** The same as JSON, each audience getting what it may read elsewhere. */
    private record Document(Object conversation, List<?> messages, boolean cut) {}

    Uni<Response> of(TenantId tenant, Audience audience, ConversationId id, Format format) {
        int most = format == Format.PDF ? MOST_ON_PAPER : MOST;
        return conversations
                .get(tenant, audience, id)
                .chain(found -> transcripts
                        .all(tenant, audience, id, most + 1)
                        .map(all -> new Whole(found, all.subList(0, Math.min(most, all.size())), all.size() > most)))
                .chain(whole -> written(tenant, audience, whole, format))
                .map(body -> Response.ok(body, format.mediaType())
                        .header("Content-Disposition", "attachment; filename=\"" + id + "." + format.extension() + "\"")
                        .header("Cache-Control", "no-store")
                        .build());
    }

    private Uni<byte[]> written(TenantId tenant, Audience audience, Whole whole, Format format) {
        return switch (format) {
            case JSON -> Uni.createFrom().item(json(audience, whole));
            case TXT -> sheet(tenant, whole).map(sheet -> TextSheet.of(sheet).getBytes(StandardCharsets.UTF_8));
            case PDF -> sheet(tenant, whole).chain(this::printed);
        };
    }

    private byte[] json(Audience audience, Whole whole) {
        var document = audience.seesDeleted()
                ? new Document(whole.conversation(), whole.messages(), whole.cut())
                : new Document(
                        ConversationSummary.of(whole.conversation()),
                        whole.messages().stream()
                                .map(MessageDetail::forVisitors)
                                .toList(),
                        whole.cut());
        try {
            return mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Views are always writable", impossible);
        }
    }

    private Uni<Sheet> sheet(TenantId tenant, Whole whole) {
        return tenants.find(tenant)
                .map(known -> new Setting(
                        whole.conversation().locale(),
                        ZoneId.of(known == null ? "UTC" : known.timeZone()),
                        whole.cut()))
                .map(setting -> Sheet.of(
                        ConversationSummary.of(whole.conversation()),
                        whole.messages().stream()
                                .map(MessageDetail::forVisitors)
                                .toList(),
                        setting));
    }

    /** A page costs much CPU, so that only so many are made at once. */
    private Uni<byte[]> printed(Sheet sheet) {
        if (!printers.tryAcquire()) {
            throw new Refusal("export-busy", 503, "Too many documents are being made. Try again in a moment.")
                    .header("Retry-After", "5");
        }
        return Uni.createFrom()
                .item(() -> PdfSheet.of(sheet))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .eventually(() -> printers.release());
    }
}
