package usher.chat.turn;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Question;
import usher.chat.guard.ClientAddress;
import usher.chat.limit.Admission.Allowance;
import usher.chat.limit.RateHeaders;
import usher.chat.turn.TurnAnswer.Gathering;
import usher.chat.turn.framing.Format;
import usher.chat.visitor.Sessions;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Accepts;
import usher.kit.access.Caller;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.problem.Problem;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;
import usher.kit.time.Ids;

/** Where a message arrives and an answer leaves, whole or as a stream. */
@Path("/api/v1/chat/turns")
@Consumes(MediaType.APPLICATION_JSON)
public class TurnResource {
    private final TurnService turns;
    private final TurnWatch watch;
    private final TenantSnapshots tenants;
    private final CurrentCaller caller;
    private final ClientAddress address;
    private final Ids ids;

    TurnResource(
            TurnService turns,
            TurnWatch watch,
            TenantSnapshots tenants,
            CurrentCaller caller,
            ClientAddress address,
            Ids ids) {
        this.turns = turns;
        this.watch = watch;
        this.tenants = tenants;
        this.caller = caller;
        this.address = address;
        this.ids = ids;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(
            summary = "Asks a question",
            description = "Answers as JSON, or as server-sent events with Accept: text/event-stream."
                    + " With a confirmation it decides what waits for one, and the answer tells what came of it.")
    public Uni<Response> ask(@NotNull @Valid AskQuestion asked) {
        return take(asked, false)
                .chain(turn -> turn.frames()
                        .collect()
                        .in(Gathering::new, (gathering, frame) -> gathering.hear(frame.event()))
                        .map(gathered -> answer(turn, gathered)));
    }

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(hidden = true)
    public Uni<Response> stream(@NotNull @Valid AskQuestion asked, @QueryParam("format") @Nullable String format) {
        var wanted = Format.named(format);
        return take(asked, true).map(turn -> stream(turn, wanted));
    }

    /** Shows a turn from the frame after {@code Last-Event-ID} on, or from its first, on whichever replica this arrives. */
    @GET
    @Path("/{id}/events")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "Watches a turn", description = "Continues after the Last-Event-ID of a broken stream.")
    public Uni<Response> events(
            @PathParam("id") TurnId id, @HeaderParam("Last-Event-ID") @DefaultValue("0") @PositiveOrZero long after) {
        return watch.attach(caller.tenant(), self(), id, after).map(turn -> stream(turn, null));
    }

    @POST
    @Path("/{id}/stop")
    @Consumes(MediaType.WILDCARD)
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "Stops a turn", description = "What was said until then is stored as the answer.")
    public Uni<Void> stop(@PathParam("id") TurnId id) {
        return watch.stop(caller.tenant(), self(), id);
    }

    private @Nullable VisitorId self() {
        return caller.get() instanceof Caller.Visitor visitor ? visitor.id() : null;
    }

    private Uni<Turn> take(AskQuestion asked, boolean streamed) {
        var who = caller.get();
        var tenant = caller.tenant();
        if (asked.confirmation() != null && asked.conversation() == null) {
            throw Refusal.invalid("/conversation", "required", "A confirmation belongs to a conversation; name it.");
        }
        var from =
                who instanceof Caller.Visitor ? new Entrance.From(true, address.get()) : new Entrance.From(false, null);
        return tenants.find(tenant)
                .map(known -> known == null ? "en" : known.locale())
                .chain(locale ->
                        turns.take(tenant, question(who, tenant, asked, locale), asked.confirmation(), from, streamed));
    }

    private Question question(Caller who, TenantId tenant, AskQuestion asked, String locale) {
        boolean opens = asked.conversation() == null;
        Map<String, Object> identity = who instanceof Caller.Visitor visitor ? visitor.identity() : Map.of();
        return new Question(
                visitor(who, tenant, asked),
                identity,
                opens ? new ConversationId(ids.next()) : Objects.requireNonNull(asked.conversation()),
                opens,
                new TurnId(ids.next()),
                asked.clientMessageId(),
                asked.text(),
                asked.locale() == null ? locale : asked.locale());
    }

    /** A tenant's server that names nobody continues whoever's conversation it names, or speaks for somebody new. */
    private @Nullable VisitorId visitor(Caller who, TenantId tenant, AskQuestion asked) {
        if (who instanceof Caller.Visitor self) {
            if (asked.visitor() != null && !asked.visitor().equals(self.id())) {
                throw Refusal.notFound();
            }
            return self.id();
        }
        if (asked.visitor() != null || asked.conversation() != null) {
            return asked.visitor();
        }
        return asked.clientMessageId() == null
                ? new VisitorId(ids.next())
                : Sessions.named(tenant, "message:" + asked.clientMessageId());
    }

    private static Response answer(Turn turn, Gathering gathered) {
        var failed = gathered.failed();
        var response = failed == null
                ? Response.ok(gathered.answer(), MediaType.APPLICATION_JSON_TYPE)
                : Response.status(failed.problem().status())
                        .type(Problem.MEDIA_TYPE)
                        .entity(failed.problem());
        headers(turn.allowance()).forEach(response::header);
        return response.build();
    }

    private static Response stream(Turn turn, @Nullable Format format) {
        var response = Response.ok(new TurnStream(turn, format), MediaType.SERVER_SENT_EVENTS_TYPE)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
        headers(turn.allowance()).forEach(response::header);
        if (format != null) {
            format.headers().forEach(response::header);
        }
        return response.build();
    }

    private static Map<String, String> headers(@Nullable Allowance allowance) {
        var headers = new HashMap<String, String>();
        if (allowance != null) {
            headers.putAll(RateHeaders.of(allowance.rates()));
            headers.putAll(RateHeaders.ofWarnings(allowance.warnings()));
        }
        return headers;
    }
}
