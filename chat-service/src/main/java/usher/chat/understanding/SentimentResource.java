package usher.chat.understanding;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.page.Page;

/** Says what texts seem to be. Nothing is stored. */
@Path("/api/v1/chat/sentiment")
public class SentimentResource {
    private static final String LOCALE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*";

    private final Understanding understanding;
    private final CurrentCaller caller;

    SentimentResource(Understanding understanding, CurrentCaller caller) {
        this.understanding = understanding;
        this.caller = caller;
    }

    /** {@code locale} is a hint for texts too short to tell their language. */
    public record UnderstandText(
            @NotBlank @Size(max = 8000) String text,

            @Nullable @Pattern(regexp = LOCALE) @Size(max = 35)
            String locale) {}

    public record UnderstandTexts(
            @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 2000) String> texts,

            @Nullable @Pattern(regexp = LOCALE) @Size(max = 35)
            String locale) {}

    @POST
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "Say what a text seems to be", description = "Nothing is stored.")
    public Uni<Insight> one(@NotNull @Valid UnderstandText wanted) {
        return understanding.of(caller.tenant(), wanted.text(), locale(wanted.locale()));
    }

    /** In the order of the texts, at most 50. */
    @POST
    @Path("/batch")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "Say what texts seem to be", description = "At most 50, in their order. Nothing is stored.")
    public Uni<Page<Insight>> batch(@NotNull @Valid UnderstandTexts wanted) {
        return understanding
                .all(caller.tenant(), wanted.texts(), locale(wanted.locale()))
                .map(insights -> new Page<>("list", insights, false, null));
    }

    private static String locale(@Nullable String given) {
        return given == null ? "en" : given;
    }
}
