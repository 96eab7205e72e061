package usher.admin.docs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the management ports of the services are, which serve their OpenAPI documents. */
@ConfigMapping(prefix = "usher.docs")
interface DocsConfig {
    /** chat-service (USHER_DOCS_CHAT_URL). */
    @WithDefault("http://localhost:9081")
    String chatUrl();

    /** tool-service (USHER_DOCS_TOOL_URL). */
    @WithDefault("http://localhost:9082")
    String toolUrl();

    /** This service (USHER_DOCS_ADMIN_URL). */
    @WithDefault("http://localhost:${quarkus.management.port:9083}")
    String adminUrl();

    /** billing-service (USHER_DOCS_BILLING_URL). */
    @WithDefault("http://localhost:9084")
    String billingUrl();

    /** How long a service may take to answer. */
    @WithDefault("3s")
    Duration timeout();
}
