package usher.chat.model;

import io.smallrye.mutiny.Multi;

/** Something that can answer a prompt. The stream ends with {@link ModelEvent.End}, or fails with {@link ModelFailure}. */
public interface Model {
    Multi<ModelEvent> reply(Prompt prompt);
}
