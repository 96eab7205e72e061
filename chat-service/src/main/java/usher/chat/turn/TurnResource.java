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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.chat.guard.ClientAddress;
import usher.chat.limit.Admission.Allowance;
import usher.chat.limit.RateHeaders;
import usher.chat.turn.TurnAnswer.Gathering;
import usher.chat.turn.framing.Format;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Accepts;
import usher.kit.access.Caller;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.problem.Problem;

/** Where a message arrives and an answer leaves, whole or as a stream. */
@Path("/api/v1/chat/turns")
@Consumes(MediaType.APPLICATION_JSON)
public class TurnResource {
    private final Reception reception;
    private final TurnWatch watch;
    private final CurrentCaller caller;
    private final ClientAddress address;

    TurnResource(Reception reception, TurnWatch watch, CurrentCaller caller, ClientAddress address) {
        this.reception = reception;
        this.watch = watch;
        this.caller = caller;
        this.address = address;
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
        var from =
                who instanceof Caller.Visitor ? new Entrance.From(true, address.get()) : new Entrance.From(false, null);
        return reception.take(who, caller.tenant(), asked, from, streamed);
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
