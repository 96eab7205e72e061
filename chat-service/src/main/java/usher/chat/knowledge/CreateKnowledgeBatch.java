package usher.chat.knowledge;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Several things to know, all or none. */
public record CreateKnowledgeBatch(
        @NotEmpty @Size(max = 500) List<@Valid CreateKnowledge> items) {}
