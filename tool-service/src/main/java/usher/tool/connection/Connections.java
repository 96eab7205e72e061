package usher.tool.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.egress.Egress;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.webhook.WebhookSecret;
import usher.tool.allowance.Allowances;
import usher.tool.allowance.Counted;
import usher.tool.announcement.Announcements;
import usher.tool.catalog.Catalog;
import usher.tool.credential.WebhookSecrets;
import usher.tool.operation.Risks;

/** Keeps tenants' tools; each change is announced in its own transaction. */
@ApplicationScoped
public class Connections implements PanacheRepositoryBase<Connection, ConnectionKey> {
    private static final int LONGEST_CONFIG = 10_000;

    private final Tenancy tenancy;
    private final Catalog catalog;
    private final Announcements announcements;
    private final WebhookSecrets secrets;
    private final Egress egress;
    private final Risks risks;
    private final Allowances allowances;
    private final InstantSource clock;

    Connections(
            Tenancy tenancy,
            Catalog catalog,
            Announcements announcements,
            WebhookSecrets secrets,
            Egress egress,
            Risks risks,
            Allowances allowances,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.catalog = catalog;
        this.announcements = announcements;
        this.secrets = secrets;
        this.egress = egress;
        this.risks = risks;
        this.allowances = allowances;
        this.clock = clock;
    }

    Uni<List<Connected>> list(TenantId tenant, @Nullable ToolId after, int rows) {
        return tenancy.in(
                tenant,
                () -> (after == null
                                ? find("key.tenantId = ?1 order by key.toolId", tenant.value())
                                : find(
                                        "key.tenantId = ?1 and key.toolId > ?2 order by key.toolId",
                                        tenant.value(),
                                        after.value()))
                        .range(0, rows - 1)
                        .list()
                        .chain(this::named));
    }

    /** Of two that connect a tool for the first time at once, the later one becomes a change. */
    Uni<Connected> connect(TenantId tenant, ToolId tool, ConnectTool wanted) {
        refuseUnlessOneTarget(wanted);
        if (wanted.config() != null && wanted.config().toString().length() > LONGEST_CONFIG) {
            throw Refusal.invalid("/config", "too-long", "A config has at most 10,000 characters.");
        }
        return save(tenant, tool, wanted)
                .onFailure(Catalog::isDuplicate)
                .recoverWithUni(() -> save(tenant, tool, wanted));
    }

    /** A tool of the tenant's own as an operation of the same risk; within the caller's transaction, which announces it. */
    public Uni<Void> bind(TenantId tenant, ToolId tool, Binding binding) {
        var wanted = new ConnectTool(binding.enabled(), null, binding.operation(), null, null, binding.config());
        return room(tenant, null, wanted)
                .chain(() -> persist(Connection.create(ConnectionKey.of(tenant, tool), wanted, clock.instant())))
                .replaceWithVoid();
    }

    /** What a new tool stands for, whether it is switched on, and what is sent along with its calls. */
    public record Binding(
            OperationId operation,
            boolean enabled,
            @Nullable ObjectNode config) {}

    private Uni<Connected> save(TenantId tenant, ToolId tool, ConnectTool wanted) {
        var key = ConnectionKey.of(tenant, tool);
        return tenancy.in(
                tenant,
                () -> catalog.hold(tenant, tool)
                        .call(name -> hold(tenant, tool, wanted.operation()))
                        .chain(name -> findById(key)
                                .call(found -> room(tenant, found, wanted))
                                .chain(found -> found == null
                                        ? create(tenant, key, wanted, name)
                                        : Uni.createFrom().item(change(tenant, found, wanted, name))))
                        .call(() -> announcements.changed(tenant)));
    }

    /** One more that is switched on needs room in the plan. */
    private Uni<Void> room(TenantId tenant, @Nullable Connection found, ConnectTool wanted) {
        return wanted.enabled() && (found == null || !found.enabled)
                ? allowances.take(tenant, Counted.TOOLS)
                : Uni.createFrom().voidItem();
    }

    /** A new secret; calls are signed with both until the former one's time is over. */
    Uni<Connected> rotate(TenantId tenant, ToolId tool) {
        var secret = secrets.make();
        var now = clock.instant();
        return tenancy.in(
                tenant,
                () -> findById(ConnectionKey.of(tenant, tool), LockModeType.PESSIMISTIC_WRITE)
                        .onItem()
                        .ifNull()
                        .failWith(Refusal::notFound)
                        .invoke(Connections::refuseWithoutSecret)
                        .map(found -> found.rotate(secrets.seal(tenant, secret), secrets.formerUntil(now), now))
                        .invoke(announcements::touched)
                        .chain(changed -> catalog.names(List.of(tool.value()))
                                .map(names ->
                                        new Connected(changed, names.getOrDefault(tool.value(), ""), false, secret))));
    }

    private static void refuseWithoutSecret(Connection found) {
        if (found.sealedSecret == null) {
            throw Refusal.conflict(
                    "tool-has-no-secret", "This tool is an operation, which is called without a secret.");
        }
    }

    /** Gone with its secret; the calls it has made stay. */
    Uni<Void> disconnect(TenantId tenant, ToolId tool) {
        return tenancy.in(
                tenant,
                () -> deleteById(ConnectionKey.of(tenant, tool))
                        .invoke(deleted -> {
                            if (!deleted) {
                                throw Refusal.notFound();
                            }
                        })
                        .call(() -> announcements.changed(tenant))
                        .replaceWithVoid());
    }

    private Uni<Connected> create(TenantId tenant, ConnectionKey key, ConnectTool wanted, String name) {
        var connection = Connection.create(key, wanted, clock.instant());
        var secret = secret(tenant, connection);
        return persist(connection).map(persisted -> new Connected(persisted, name, true, secret));
    }

    private Connected change(TenantId tenant, Connection found, ConnectTool wanted, String name) {
        var changed = found.change(wanted, clock.instant());
        return new Connected(changed, name, false, secret(tenant, changed));
    }

    /** A new one for an endpoint that has none; an operation has none. */
    private @Nullable WebhookSecret secret(TenantId tenant, Connection connection) {
        connection.dropNeedlessSecret();
        if (!connection.lacksSecret()) {
            return null;
        }
        var secret = secrets.make();
        connection.sealedSecret = secrets.seal(tenant, secret);
        return secret;
    }

    private Uni<Void> hold(TenantId tenant, ToolId tool, @Nullable OperationId operation) {
        return operation == null ? Uni.createFrom().voidItem() : risks.hold(tenant, operation, tool);
    }

    private Uni<List<Connected>> named(List<Connection> connections) {
        var tools =
                connections.stream().map(connection -> connection.key.toolId()).toList();
        return catalog.names(tools)
                .map(names -> connections.stream()
                        .map(connection ->
                                new Connected(connection, names.getOrDefault(connection.key.toolId(), ""), false, null))
                        .toList());
    }

    private void refuseUnlessOneTarget(ConnectTool wanted) {
        var url = wanted.url();
        if ((url == null) == (wanted.operation() == null)) {
            throw Refusal.invalid("/url", "target-required", "A tool is called at a url, or is an operation.");
        }
        if (url != null) {
            refuseUnlessCallable(url);
        }
    }

    private void refuseUnlessCallable(String url) {
        try {
            egress.objection(new URI(url)).ifPresent(denied -> {
                throw Refusal.invalid("/url", "url-not-allowed", denied.sentence());
            });
        } catch (URISyntaxException malformed) {
            throw Refusal.invalid("/url", "url-malformed", "This is not a URL.");
        }
    }
}
