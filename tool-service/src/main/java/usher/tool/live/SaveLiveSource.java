package usher.tool.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an operation grounds answers, whole. It is asked when one of {@code words} (words or phrases, in any inflection that
 * English knows) is in a question, or for every question if there are none, and for the personas named, or all. It gets the
 * fixed {@code arguments}, the visitor's words as the parameter {@code question} names, and claims of the visitor's signed
 * {@code identity}, for example {@code {"customer_id": "sub"}}. {@code label} and {@code url} are what answers cite.
 */
record SaveLiveSource(
        @NotBlank @Size(max = 200) String label,

        @Nullable @Size(max = 2_000) @Pattern(regexp = "https?://[^\\s]+")
        String url,

        @Size(max = 50) List<@NotBlank @Size(max = 100) String> words,
        @Size(max = 20) List<@NotBlank @Size(max = 100) String> personas,
        ObjectNode arguments,
        @Nullable @Size(max = 64) String question,
        @Size(max = 10) Map<@NotBlank @Size(max = 64) String, @NotBlank @Size(max = 200) String> identity) {
    SaveLiveSource(
            String label,
            @Nullable String url,
            @Nullable List<String> words,
            @Nullable List<String> personas,
            @Nullable ObjectNode arguments,
            @Nullable String question,
            @Nullable Map<String, String> identity) {
        this.label = label;
        this.url = url;
        this.words = words == null ? List.of() : words;
        this.personas = personas == null ? List.of() : personas;
        this.arguments = arguments == null ? JsonNodeFactory.instance.objectNode() : arguments;
        this.question = question;
        this.identity = identity == null ? Map.of() : identity;
    }
}
