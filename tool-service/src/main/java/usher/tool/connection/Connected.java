package usher.tool.connection;

import org.jspecify.annotations.Nullable;
import usher.tool.credential.WebhookSecret;

/** A connection with its tool's name, and its secret if that was made just now. */
record Connected(
        Connection connection, String name, @Nullable WebhookSecret secret) {}
