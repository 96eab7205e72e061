package usher.chat.completion;

import java.util.List;

/** A model as OpenAI's clients know it; {@code created} in seconds since 1970. */
public record ModelView(String id, String object, long created, String ownedBy) {

    /** All of them in one page, as clients expect. */
    public record Models(String object, List<ModelView> data) {}
}
