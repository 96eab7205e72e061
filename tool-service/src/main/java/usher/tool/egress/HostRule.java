package usher.tool.egress;

import java.util.Locale;
import usher.kit.egress.HostForm;

/** A host that a tenant's tools may call: one host exactly, or with {@code *.} in front all hosts below a name. */
record HostRule(String text) {
    private static final String BELOW = "*.";

    HostRule {
        text = text.toLowerCase(Locale.ROOT);
        if (!isRule(text)) {
            throw new IllegalArgumentException("A rule is a host or *. and a name");
        }
    }

    static boolean isRule(String text) {
        return text.startsWith(BELOW)
                ? HostForm.isName(text.substring(BELOW.length()))
                        && text.substring(BELOW.length()).contains(".")
                : HostForm.isClear(text);
    }

    /** {@code host} in lower case. */
    boolean covers(String host) {
        return text.startsWith(BELOW) ? host.endsWith(text.substring(1)) : host.equals(text);
    }
}
