package usher.contracts.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** One thing that a member may let a program do with the tenant's assistant, by the name that OAuth knows it under. */
public enum Scope {
    AGENT_ASK("agent:ask"),
    KNOWLEDGE_READ("knowledge:read"),
    CONVERSATIONS_READ("conversations:read"),
    TICKETS_WRITE("tickets:write"),
    USAGE_READ("usage:read");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Those that are known of a list with spaces between (RFC 6749, 3.3); what else stands there is nobody's to give. */
    public static Set<Scope> read(String list) {
        var named = Set.copyOf(Arrays.asList(list.split(" ")));
        var scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(values()).filter(scope -> named.contains(scope.text)).forEach(scopes::add);
        return scopes;
    }

    public static String list(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::text).collect(Collectors.joining(" "));
    }
}
