package usher.chat.knowledge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What retrieval may hold and hand out. */
@ConfigMapping(prefix = "usher.knowledge")
interface KnowledgeConfig {
    /** Passages given to a model for one question. */
    @WithDefault("6")
    int passages();

    /** Mebibytes of indexes held in memory, of all tenants together; the ones searched longest ago give way. */
    @WithDefault("96")
    int memoryMib();
}
