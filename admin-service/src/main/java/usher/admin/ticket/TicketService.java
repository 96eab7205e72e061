package usher.admin.ticket;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import usher.admin.ticket.history.ChangeView;
import usher.admin.ticket.history.ChangeView.What;
import usher.admin.ticket.history.Changes;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.TicketRequested;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TicketCommentId;
import usher.contracts.id.TicketId;
import usher.kit.access.Caller;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Opens tickets and changes them. Each act is one transaction with its entry in the history and what is told of it. */
@ApplicationScoped
public class TicketService {
    private final Tenancy tenancy;
    private final Tickets tickets;
    private final Changes changes;
    private final Outbox outbox;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;

    TicketService(
            Tenancy tenancy,
            Tickets tickets,
            Changes changes,
            Outbox outbox,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.tickets = tickets;
        this.changes = changes;
        this.outbox = outbox;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Somebody who changes a ticket, and which version of it they have seen, if they say so. */
    record Hand(MemberId by, @Nullable Long seen) {}

    Uni<List<TicketView>> page(
            TenantId tenant, Caller caller, TicketFilter filter, @Nullable TicketId after, int rows) {
        return tenancy.sql(tenant, connection -> tickets.page(connection, tenant, caller, filter, after, rows));
    }

    Uni<TicketView> get(TenantId tenant, TicketId id) {
        return tenancy.sql(tenant, connection -> tickets.get(connection, tenant, id));
    }

    Uni<List<ChangeView>> history(TenantId tenant, TicketId id, @Nullable Long before, int rows) {
        return tenancy.sql(
                tenant,
                connection -> requireThere(connection, tenant, id)
                        .chain(() -> changes.page(connection, tenant, id, before, rows)));
    }

    Uni<TicketView> create(TenantId tenant, MemberId by, CreateTicket wanted) {
        var opening = wanted.opening(new TicketId(ids.next()), by);
        return tenancy.sql(
                tenant,
                connection -> open(connection, tenant, opening)
                        .invoke(opened -> {
                            if (!opened) {
                                throw Refusal.notFound();
                            }
                        })
                        .chain(() -> tickets.get(connection, tenant, opening.id())));
    }

    /** What another service asks for; once, and nothing for a tenant that is gone. */
    public Uni<Void> open(TenantId tenant, TicketRequested request) {
        var matter = Matter.opened(request.subject().strip(), request.text(), Requester.UNKNOWN, request.priority());
        var opening = new Ticket.Opening(
                request.ticket(), TicketView.Origin.AGENT, matter, request.conversation(), request.visitor(), null);
        return tenancy.sql(tenant, connection -> open(connection, tenant, opening))
                .replaceWithVoid();
    }

    private Uni<Boolean> open(SqlConnection connection, TenantId tenant, Ticket.Opening opening) {
        var now = clock.instant();
        return tickets.open(connection, tenant, opening, now)
                .chain(opened -> opened.map(ticket -> note(
                                        connection, tenant, ticket, Map.of(), new Done(What.OPENED, opening.by()))
                                .chain(() -> tell(connection, tenant, TicketNotices.created(ticket)))
                                .replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    Uni<TicketView> change(TenantId tenant, TicketId id, Hand hand, ChangeTicket change) {
        return edit(tenant, id, hand, What.CHANGED, matter -> matter.changed(change));
    }

    Uni<TicketView> move(TenantId tenant, TicketId id, Hand hand, TicketStatus to) {
        return edit(tenant, id, hand, What.MOVED, matter -> matter.moved(to, clock.instant()));
    }

    Uni<TicketView> unassign(TenantId tenant, TicketId id, Hand hand) {
        return edit(tenant, id, hand, What.ASSIGNED, matter -> matter.assigned(null));
    }

    Uni<TicketView> assign(TenantId tenant, TicketId id, Hand hand, MemberId to) {
        return edit(
                tenant,
                id,
                hand,
                What.ASSIGNED,
                (connection, matter) ->
                        tickets.requireAssignable(connection, tenant, to).map(active -> matter.assigned(to)));
    }

    /** Takes away what was said of it, here and in its history; the number and who did what stay. */
    Uni<Void> erase(TenantId tenant, TicketId id, MemberId by) {
        return tenancy.sql(
                tenant,
                connection -> tickets.lock(connection, tenant, id)
                        .chain(ticket -> ticket.matter().isErased()
                                ? Uni.createFrom().voidItem()
                                : erase(connection, tenant, ticket, by)));
    }

    private Uni<Void> erase(SqlConnection connection, TenantId tenant, Ticket ticket, MemberId by) {
        var erased = ticket.next(ticket.matter().erased(clock.instant()));
        return tickets.store(connection, tenant, erased, clock.instant())
                .chain(() -> tickets.forgetWords(connection, tenant, erased.id()))
                .chain(() -> note(connection, tenant, erased, erased.matter().facts(), new Done(What.ERASED, by)))
                .chain(() -> changes.forget(connection, tenant, erased.id()))
                .chain(() -> tell(connection, tenant, TicketNotices.erased(erased)));
    }

    /** Within a transaction of {@code Tenancy.sql}: notes that something is said; refuses where nothing can be. */
    public Uni<Void> said(
            SqlConnection connection,
            TenantId tenant,
            TicketId id,
            MemberId by,
            TicketCommentId comment,
            boolean internal) {
        return tickets.lock(connection, tenant, id)
                .invoke(ticket -> ticket.matter().requireNotClosed())
                .map(ticket -> ticket.next(ticket.matter()))
                .call(ticket -> tickets.store(connection, tenant, ticket, clock.instant()))
                .call(ticket -> note(
                        connection,
                        tenant,
                        ticket,
                        ticket.matter().facts(),
                        new Done(internal ? What.NOTED : What.REPLIED, by)))
                .chain(ticket -> internal
                        ? Uni.createFrom().voidItem()
                        : tell(connection, tenant, TicketNotices.replied(ticket, comment)));
    }

    /** As above; refuses a ticket that is not there, or not the tenant's, all alike. */
    public Uni<Void> requireThere(SqlConnection connection, TenantId tenant, TicketId id) {
        return tickets.get(connection, tenant, id).replaceWithVoid();
    }

    private Uni<TicketView> edit(TenantId tenant, TicketId id, Hand hand, What what, UnaryOperator<Matter> edit) {
        return edit(
                tenant, id, hand, what, (connection, matter) -> Uni.createFrom().item(edit.apply(matter)));
    }

    /** What makes no difference is no change, whatever version it was asked for: a second click does no harm. */
    private Uni<TicketView> edit(
            TenantId tenant, TicketId id, Hand hand, What what, BiFunction<SqlConnection, Matter, Uni<Matter>> edit) {
        return tenancy.sql(
                tenant,
                connection -> tickets.lock(connection, tenant, id)
                        .chain(ticket -> edit.apply(connection, ticket.matter())
                                .chain(matter -> matter.equals(ticket.matter())
                                        ? Uni.createFrom().voidItem()
                                        : store(connection, tenant, ticket, matter, new Edit(hand, what))))
                        .chain(() -> tickets.get(connection, tenant, id)));
    }

    private record Edit(Hand hand, What what) {}

    private Uni<Void> store(SqlConnection connection, TenantId tenant, Ticket before, Matter matter, Edit edit) {
        before.requireVersion(edit.hand().seen());
        var after = before.next(matter);
        return tickets.store(connection, tenant, after, clock.instant())
                .chain(() -> note(
                        connection,
                        tenant,
                        after,
                        before.matter().facts(),
                        new Done(edit.what(), edit.hand().by())))
                .chain(() -> TicketNotices.changed(before.matter(), after)
                        .map(notice -> tell(connection, tenant, notice))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private record Done(What what, @Nullable MemberId by) {}

    private Uni<Void> note(
            SqlConnection connection, TenantId tenant, Ticket now, Map<String, String> before, Done done) {
        var entry = new Changes.Entry(now.id(), now.version(), done.what(), done.by(), clock.instant());
        return changes.add(connection, tenant, entry, before, now.matter().facts());
    }

    private Uni<Void> tell(SqlConnection connection, TenantId tenant, NoticeRaised notice) {
        return outbox.append(connection, events.of(tenant, notice));
    }
}
