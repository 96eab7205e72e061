package usher.chat.knowledge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What retrieval may hold and hand out. */
@ConfigMapping(prefix = "usher.knowledge")
interface KnowledgeConfig {
    /** Passages given to a model for one question. */
    @WithDefault("6")
    int passages();

    /** How long a question waits for its embedding by a provider; after that it is looked for by its words. */
    @WithDefault("2s")
    Duration embeddingPatience();

    /** Mebibytes of indexes held in memory, of all tenants together; the ones searched longest ago give way. */
    @WithDefault("96")
    int memoryMib();
}
