package usher.chat.model.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the machine embeddings may take. */
@ConfigMapping(prefix = "usher.embedding")
public interface EmbeddingConfig {
    /** Threads that compute; 0 takes one for each core. */
    @WithDefault("0")
    int threads();

    /** Calls that may wait for a thread; further ones fail at once. */
    @WithDefault("2000")
    int queue();

    /** Texts whose vectors are remembered, at 1.5 KiB each: questions come again, and so do the sentences that answer them. */
    @WithDefault("4000")
    int remembered();
}
