package usher.e2e.world;

import java.util.Locale;
import usher.local.launch.Part;

/** The four services. */
public enum Service {
    CHAT(Part.CHAT, "/api/v1/chat/conversations"),
    TOOL(Part.TOOL, "/api/v1/tools/catalog"),
    ADMIN(Part.ADMIN, "/api/v1/admin/auth/me"),
    BILLING(Part.BILLING, "/api/v1/billing/plans");

    private final Part part;
    private final String anyPath;

    Service(Part part, String anyPath) {
        this.part = part;
        this.anyPath = anyPath;
    }

    public Part part() {
        return part;
    }

    /** An operation that needs a credential and takes no body. */
    public String anyPath() {
        return anyPath;
    }

    /** What tokens between services call it. */
    public String audience() {
        return name().toLowerCase(Locale.ROOT);
    }
}
