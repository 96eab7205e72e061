package usher.tool.mcp.authorization;

/** Whether an integration may call its server now. */
public sealed interface Access {
    /** By this token, for one request. */
    record Granted(String token, long generation) implements Access {
        @Override
        public String toString() {
            return "Granted[" + generation + "]";
        }
    }

    /** A member has to authorise it first, or again. */
    record Needed() implements Access {}

    /** A token is to be renewed, and the authorization server does not do it at the moment. */
    record Unavailable() implements Access {}
}
