package usher.chat.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.chat.feed.EventFeed;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.problem.Problem;
import usher.kit.problem.Refusal;

/** The tenant's assistant, asked as a model of OpenAI's chat completions. */
@Path("/v1/chat/completions")
@Consumes(MediaType.APPLICATION_JSON)
@OpenAiErrors
public class CompletionResource {
    private static final String DONE = "[DONE]";
    private static final int LONGEST_KEY = 255;

    private final CompletionService completions;
    private final Requests requests;
    private final PersonaModels models;
    private final CompletionJson json;
    private final ObjectMapper mapper;
    private final CurrentCaller caller;

    CompletionResource(
            CompletionService completions,
            Requests requests,
            PersonaModels models,
            CompletionJson json,
            ObjectMapper mapper,
            CurrentCaller caller) {
        this.completions = completions;
        this.requests = requests;
        this.models = models;
        this.json = json;
        this.mapper = mapper;
        this.caller = caller;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Accepts(Credential.SECRET_KEY)
    @Operation(
            summary = "Answers as a chat completion",
            description =
                    "As OpenAI's chat completions: as JSON, or as server-sent events with \"stream\": true. The model"
                            + " names a persona: persona:support@live or persona:support@v12.")
    public Uni<Response> complete(
            @NotNull ChatRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        var tenant = caller.tenant();
        return take(tenant, request, key(idempotencyKey))
                .chain(completion -> request.wantsStream()
                        ? Uni.createFrom().item(stream(completion, request.wantsUsage()))
                        : whole(completion));
    }

    private Uni<Completion> take(TenantId tenant, ChatRequest request, @Nullable String key) {
        var model = PersonaModel.parse(request.model());
        return models.find(tenant, model)
                .map(persona -> requests.read(request, PersonaModel.pinned(persona), persona, key))
                .chain(wanted -> completions.take(tenant, wanted));
    }

    private static @Nullable String key(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new Refusal("idempotency-key-invalid", 400, "An Idempotency-Key has 1 to 255 characters.")
                    .with("param", "Idempotency-Key");
        }
        return key;
    }

    private Uni<Response> whole(Completion completion) {
        return completion.parts().collect().last().map(last -> {
            if (last instanceof Part.Whole whole) {
                return headed(completion, Response.ok(json.whole(completion, whole), MediaType.APPLICATION_JSON_TYPE));
            }
            throw new IllegalStateException("A completion ends with its answer");
        });
    }

    private Response stream(Completion completion, boolean withUsage) {
        Multi<String> chunks =
                completion.parts().onItem().transformToIterable(part -> json.chunks(completion, part, withUsage));
        var frames = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(json.first(completion)),
                        chunks,
                        Multi.createFrom().item(DONE))
                .onFailure()
                .recoverWithItem(this::error);
        return headed(
                completion,
                Response.ok(new EventFeed(frames), MediaType.SERVER_SENT_EVENTS_TYPE)
                        .header("Cache-Control", "no-store")
                        .header("X-Accel-Buffering", "no"));
    }

    private static Response headed(Completion completion, ResponseBuilder response) {
        RateHeaders.of(completion.allowance()).forEach(response::header);
        if (completion.wasAnsweredBefore()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.build();
    }

    /** An answer that breaks off after it began: the clients raise what stands under {@code error}. */
    private String error(Throwable failure) {
        try {
            return mapper.writeValueAsString(OpenAiError.of(Problem.of(CompletionRefusals.broken(failure), null)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error is always writable", e);
        }
    }
}
