package usher.tool.connection;

import org.jspecify.annotations.Nullable;
import usher.kit.webhook.WebhookSecret;

/** A connection with its tool's name, whether it was made just now, and its secret if that was. */
record Connected(
        Connection connection,
        String name,
        boolean fresh,
        @Nullable WebhookSecret secret) {}
