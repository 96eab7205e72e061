package usher.chat.turn;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Question;
import usher.chat.limit.Admission.Allowance;
import usher.chat.turn.TurnAnswer.Gathering;
import usher.chat.turn.framing.Format;
import usher.chat.visitor.Sessions;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
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
    private final EventStream streams;
    private final TenantSnapshots tenants;
    private final CurrentCaller caller;
    private final Ids ids;

    TurnResource(TurnService turns, EventStream streams, TenantSnapshots tenants, CurrentCaller caller, Ids ids) {
        this.turns = turns;
        this.streams = streams;
        this.tenants = tenants;
        this.caller = caller;
        this.ids = ids;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(
            summary = "Asks a question",
            description = "Answers as JSON, or as server-sent events with Accept: text/event-stream.")
    public Uni<Response> ask(@NotNull @Valid AskQuestion asked) {
        return take(asked)
                .chain(turn -> turn.events()
                        .collect()
                        .in(Gathering::new, Gathering::hear)
                        .map(gathered -> answer(turn, gathered)));
    }

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> stream(
            @NotNull @Valid AskQuestion asked, @QueryParam("format") @Nullable String format) {
        var wanted = Format.named(format);
        return RestMulti.fromUniResponse(
                take(asked), turn -> streams.of(turn, wanted), turn -> streamHeaders(turn, wanted));
    }

    private Uni<Turn> take(AskQuestion asked) {
        var who = caller.get();
        var tenant = caller.tenant();
        return tenants.find(tenant)
                .map(known -> known == null ? "en" : known.locale())
                .chain(locale -> turns.take(tenant, question(who, tenant, asked, locale)));
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
                new MessageId(ids.next()),
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
        headers(turn.allowance()).forEach((name, values) -> response.header(name, values.getFirst()));
        return response.build();
    }

    private static Map<String, List<String>> streamHeaders(Turn turn, Format format) {
        var headers = new HashMap<>(headers(turn.allowance()));
        headers.putAll(format.headers());
        headers.put("Cache-Control", List.of("no-store"));
        headers.put("X-Accel-Buffering", List.of("no"));
        return headers;
    }

    /** As of draft-ietf-httpapi-ratelimit-headers-11: the policy, and what is left until when. */
    private static Map<String, List<String>> headers(@Nullable Allowance allowance) {
        if (allowance == null || allowance.perMinute() == null || allowance.requestsLeft() == null) {
            return Map.of();
        }
        long used = allowance.perMinute() - allowance.requestsLeft();
        long resets = Math.max(1, used * 60 / Math.max(1, allowance.perMinute()));
        return Map.of(
                "RateLimit-Policy", List.of("\"chat\";q=" + allowance.perMinute() + ";w=60"),
                "RateLimit", List.of("\"chat\";r=" + allowance.requestsLeft() + ";t=" + resets));
    }
}
