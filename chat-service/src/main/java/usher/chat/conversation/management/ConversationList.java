package usher.chat.conversation.management;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Audience;
import usher.contracts.id.ConversationId;
import usher.contracts.id.Id;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Finds conversations and what is worth knowing of each. */
@ApplicationScoped
public class ConversationList {
    private static final String WANTED = """
             where c.tenant_id = $1 and ($2::uuid is null or c.visitor_id = $2)
               and (c.status = $3 or $3::text is null and c.status <> 'deleted')
               and ($4::boolean is null or (c.pinned_at is not null) = $4)
               and ($5::timestamptz is null or c.started_at >= $5) and ($6::timestamptz is null or c.started_at < $6)
               and ($7::text is null or c.id in (select conversations_saying($7, $2)))
            """;
    /** The page is cut before anything is looked up beside its rows. */
    private static final String SHOWN = """
            with page as (select c.* from conversation c %s)
            select c.*, v.name as visitor_name, v.email as visitor_email, said.messages, opening.text as opening,
                   felt.language, felt.sentiment, felt.intent
              from page c join visitor v on v.tenant_id = c.tenant_id and v.id = c.visitor_id
              left join lateral (select count(*) as messages from message m
                    where m.tenant_id = c.tenant_id and m.conversation_id = c.id) said on true
              left join lateral (select left(m.text, 200) as text from message m
                    where c.title is null and m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.role = 'visitor'
                    order by m.id limit 1) opening on true
              left join lateral (select (array_agg(r.insight ->> 'language' order by m.id desc))[1] as language,
                           avg((r.insight ->> 'score')::float8) as sentiment,
                           (array_agg(r.insight ->> 'intent' order by m.id desc))[1] as intent
                      from message m join receipt r on r.tenant_id = m.tenant_id and r.message_id = m.id
                    where m.tenant_id = c.tenant_id and m.conversation_id = c.id and r.insight is not null) felt on true
            """;

    private static final String NEWEST_FIRST =
            SHOWN.formatted(WANTED + " and ($8::uuid is null or c.id < $8) order by c.id desc limit $9")
                    + " order by c.id desc";
    private static final String PINNED_FIRST =
            SHOWN.formatted(WANTED + """
             and ($8::uuid is null or (c.pinned_at is not null, c.id)
                  < (select x.pinned_at is not null, x.id from conversation x where x.tenant_id = $1 and x.id = $8))
             order by (c.pinned_at is not null) desc, c.id desc limit $9
            """) + " order by (c.pinned_at is not null) desc, c.id desc";
    private static final String ONE = SHOWN.formatted("""
             where c.tenant_id = $1 and c.id = $2 and ($3::uuid is null or c.visitor_id = $3)
               and ($4 or c.status <> 'deleted')
            """);
    private static final String NEIGHBOURS = "select (select c.id from conversation c " + WANTED
            + " and c.id > $8 order by c.id limit 1) as newer, (select c.id from conversation c " + WANTED
            + " and c.id < $8 order by c.id desc limit 1) as older";

    private final Tenancy tenancy;

    ConversationList(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** Newest first, or pinned ones before all others. */
    public Uni<List<ConversationView>> list(
            TenantId tenant, Audience audience, ConversationFilter filter, Slice slice) {
        if (filter.searchesNothing()) {
            return Uni.createFrom().item(List.of());
        }
        var arguments = arguments(tenant, audience, filter)
                .addUUID(value(slice.after()))
                .addInteger(slice.most());
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(slice.pinnedFirst() ? PINNED_FIRST : NEWEST_FIRST)
                        .execute(arguments)
                        .map(ConversationList::views));
    }

    /** Which rows of a list: so many after that one. */
    public record Slice(boolean pinnedFirst, @Nullable ConversationId after, int most) {}

    /** Refuses a conversation that is not there, not the tenant's, or not the audience's, all alike. */
    public Uni<ConversationView> get(TenantId tenant, Audience audience, ConversationId id) {
        var arguments = Tuple.of(tenant.value(), id.value(), value(audience.visitor()), audience.seesDeleted());
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(ONE)
                        .execute(arguments)
                        .map(rows -> views(rows).stream().findFirst().orElseThrow(Refusal::notFound)));
    }

    Uni<Neighbours> neighbours(TenantId tenant, ConversationId id, ConversationFilter filter) {
        var arguments = arguments(tenant, Audience.MEMBER, filter).addUUID(id.value());
        return get(tenant, Audience.MEMBER, id)
                .chain(() -> tenancy.sql(
                        tenant,
                        connection -> connection.preparedQuery(NEIGHBOURS).execute(arguments)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Neighbours(id(row.getUUID("newer")), id(row.getUUID("older"))));
    }

    private static Tuple arguments(TenantId tenant, Audience audience, ConversationFilter filter) {
        return Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(value(filter.visitor(audience)))
                .addString(filter.status(audience))
                .addBoolean(filter.pinned)
                .addOffsetDateTime(filter.from())
                .addOffsetDateTime(filter.to())
                .addString(filter.words());
    }

    private static @Nullable UUID value(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private static @Nullable ConversationId id(@Nullable UUID value) {
        return value == null ? null : new ConversationId(value);
    }

    private static List<ConversationView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ConversationRow::view)
                .toList();
    }
}
