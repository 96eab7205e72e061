package usher.tool.mcp.authorization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Nothing is left here. */
@Schema(
        description =
                "revoked: the server has taken its tokens back; false where it offers no revocation, did not answer, or had issued none.")
record SignedOut(boolean revoked) {}
