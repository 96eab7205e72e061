package usher.chat.assistant.context;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of what is known goes into one prompt. Tokens are estimated, see {@code TokenEstimate}. */
@ConfigMapping(prefix = "usher.context")
public interface ContextConfig {
    /** Earlier messages, at most; older ones are summed up. The question's SQL function reads no more than 20. */
    @WithDefault("20")
    int messages();

    /** Tokens of earlier messages. */
    @WithDefault("4000")
    int historyTokens();

    /** Tokens of retrieved passages. */
    @WithDefault("3000")
    int passageTokens();

    /**
     * Whether the tenant's model sums up what falls out, where it has a remote one; its tokens are then metered without a
     * receipt. Else names, numbers and wishes are extracted here, for nothing.
     */
    @WithDefault("false")
    boolean summaryByModel();

    /** Characters of one tool's result. */
    @WithDefault("12000")
    int toolResultCharacters();
}
