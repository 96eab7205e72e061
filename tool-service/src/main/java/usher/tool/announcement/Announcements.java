package usher.tool.announcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import usher.contracts.event.LiveSource;
import usher.contracts.event.ToolDefinition;
import usher.contracts.event.ToolsChanged;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.tool.argument.IdentityParameters;

/**
 * Writes snapshots of tenants' tools to the outbox. Two statements do it for however many tenants: the first takes the
 * next versions, and with them the locks; only the second reads, so that it sees what those it waited for committed.
 */
@ApplicationScoped
public class Announcements {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final String NEXT_VERSION = """
            insert into tools_version (tenant_id, version) values (:subject, 1)
            on conflict (tenant_id) do update set version = tools_version.version + 1
            returning tenant_id, version
            """;
    private static final String NEXT_VERSIONS = """
            insert into tools_version (tenant_id, version)
            select tenant_id, 1 from tenant_tool where tool_id = :subject order by tenant_id
            on conflict (tenant_id) do update set version = tools_version.version + 1
            returning tenant_id, version
            """;
    private static final String TOOLS = """
            select distinct on (t.tenant_id, c.name) t.tenant_id, c.id, c.name, c.description, c.label, c.done_label, c.parameters, c.risk, c.identity
              from tenant_tool t join catalog_tool c on c.id = t.tool_id
             where t.enabled and c.status = 'active' and t.tenant_id %s
             order by t.tenant_id, c.name, c.tenant_id nulls last
            """;
    private static final String OF_TENANT = TOOLS.formatted("= :subject");
    private static final String OF_TENANTS =
            TOOLS.formatted("in (select tenant_id from tenant_tool where tool_id = :subject)");

    private static final String SOURCES = """
            select l.tenant_id, l.operation_id, l.source
              from live_source l join operation o on o.tenant_id = l.tenant_id and o.id = l.operation_id
             where o.status = 'active' and l.tenant_id %s
             order by l.tenant_id, l.created_at, l.operation_id
            """;
    private static final String SOURCES_OF_TENANT = SOURCES.formatted("= :subject");
    private static final String SOURCES_OF_TENANTS =
            SOURCES.formatted("in (select tenant_id from tenant_tool where tool_id = :subject)");

    /** As plans count them: what is switched on, and what was not deleted. */
    private static final String COUNTS = """
            select v.tenant_id, (select count(*) from tenant_tool t where t.tenant_id = v.tenant_id and t.enabled),
                   (select count(*) from integration i where i.tenant_id = v.tenant_id and i.deleted_at is null)
              from tools_version v where v.tenant_id %s
            """;

    private static final String COUNTS_OF_TENANT = COUNTS.formatted("= :subject");
    private static final String COUNTS_OF_TENANTS =
            COUNTS.formatted("in (select tenant_id from tenant_tool where tool_id = :subject)");

    private final Events events;
    private final Outbox outbox;
    private final Event<ToolsTouched> touched;
    private final ObjectMapper json;

    Announcements(Events events, Outbox outbox, Event<ToolsTouched> touched, ObjectMapper json) {
        this.events = events;
        this.outbox = outbox;
        this.touched = touched;
        this.json = json;
    }

    /** Within a transaction that changed how a tool is called, of which other services see nothing. */
    public void touched() {
        touched.fire(new ToolsTouched());
    }

    /** Within the transaction that changed the tools of this tenant, or how many integrations it has. */
    public Uni<Void> changed(TenantId tenant) {
        return announce(tenant.value(), NEXT_VERSION, OF_TENANT, SOURCES_OF_TENANT, COUNTS_OF_TENANT);
    }

    /** Within the transaction, across tenants, that changed this tool of the catalogue. */
    public Uni<Void> changed(ToolId tool) {
        return announce(tool.value(), NEXT_VERSIONS, OF_TENANTS, SOURCES_OF_TENANTS, COUNTS_OF_TENANTS);
    }

    private Uni<Void> announce(UUID subject, String nextVersions, String tools, String sources, String counts) {
        return rows(nextVersions, subject)
                .chain(versions -> rows(tools, subject)
                        .map(rows -> byTenant(rows, this::definition))
                        .chain(known -> rows(sources, subject)
                                .map(rows -> byTenant(rows, this::source))
                                .chain(live -> rows(counts, subject)
                                        .map(Announcements::counts)
                                        .chain(many -> append(versions, known, live, many)))))
                .invoke(this::touched);
    }

    private static Uni<List<Object[]>> rows(String sql, UUID subject) {
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter("subject", subject)
                        .getResultList());
    }

    private static <T> Map<UUID, List<T>> byTenant(List<Object[]> rows, Function<Object[], T> read) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> (UUID) row[0], Collectors.mapping(read, Collectors.toList())));
    }

    private static Map<UUID, Map<String, Long>> counts(List<Object[]> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (UUID) row[0],
                        row -> Map.of(
                                "tools", ((Number) row[1]).longValue(),
                                "integrations", ((Number) row[2]).longValue())));
    }

    private Uni<Void> append(
            List<Object[]> versions,
            Map<UUID, List<ToolDefinition>> tools,
            Map<UUID, List<LiveSource>> sources,
            Map<UUID, Map<String, Long>> counts) {
        return Multi.createFrom()
                .iterable(versions)
                .onItem()
                .transformToUniAndConcatenate(row -> append(new ToolsChanged(
                        new TenantId((UUID) row[0]),
                        ((Number) row[1]).longValue(),
                        tools.getOrDefault(row[0], List.of()),
                        sources.getOrDefault(row[0], List.of()),
                        counts.get(row[0]))))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> append(ToolsChanged changed) {
        return outbox.append(events.of(changed.tenant(), changed));
    }

    /** Of a source no more is told than when it is asked and what is cited; its arguments stay here. */
    private LiveSource source(Object[] row) {
        try {
            var saved = json.readTree((String) row[2]);
            return new LiveSource(
                    new OperationId((UUID) row[1]),
                    saved.path("label").asText(),
                    saved.path("url").textValue(),
                    json.convertValue(saved.path("words"), TEXTS),
                    json.convertValue(saved.path("personas"), TEXTS),
                    !saved.path("identity").isEmpty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Sources are stored as JSON", e);
        }
    }

    private ToolDefinition definition(Object[] row) {
        try {
            var identity = new IdentityParameters(json.readValue((String) row[8], new TypeReference<>() {}));
            return new ToolDefinition(
                    new ToolId((UUID) row[1]),
                    (String) row[2],
                    (String) row[3],
                    (String) row[4],
                    (String) row[5],
                    identity.hide(json.readTree((String) row[6])),
                    (String) row[7],
                    identity.needed());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The catalogue holds JSON alone", e);
        }
    }
}
