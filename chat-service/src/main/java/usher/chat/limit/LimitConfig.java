package usher.chat.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a turn may hold things, what stands where a plan says nothing, and where a tenant raises its limits. */
@ConfigMapping(prefix = "usher.limit")
public interface LimitConfig {
    /** The lease of a running turn; renewed at a third of it while the turn runs. */
    @WithDefault("30s")
    Duration lease();

    /** How long what a turn reserved is kept for it after the last renewal: a replica that died loses it then. */
    @WithDefault("45s")
    Duration reservation();

    /** How long a turn waits for money that running turns hold but may not need. */
    @WithDefault("5s")
    Duration patience();

    /** Requests a minute of one visitor, where the plan has no limit for {@code requests.visitor}. */
    @WithDefault("60")
    long visitorPerMinute();

    /** Requests a minute of one address (IPv6: one /64), where the plan has no limit for {@code requests.address}. */
    @WithDefault("300")
    long addressPerMinute();

    /** Free answers a minute and tenant that one replica gives while Redis is away. */
    @WithDefault("60")
    long localPerMinute();

    /** Input tokens of one call of a model beside the question: persona, passages, history, tools. */
    @WithDefault("6000")
    int contextTokens();

    /** Calls of a model in one turn: the answer, and one for each round of tools before it. */
    @WithDefault("4")
    int calls();

    /** Output tokens of one call that nobody may go beyond, whatever was asked or set. */
    @WithDefault("32768")
    int mostTokens();

    /** Where a refusal by the plan sends people. */
    @WithDefault("/admin/billing")
    String upgradeUrl();
}
