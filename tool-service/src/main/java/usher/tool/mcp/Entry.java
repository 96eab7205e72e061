package usher.tool.mcp;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.connector.Veil;
import usher.tool.mcp.authorization.Access;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;

/** Whether a request gets to a server, and by what. */
sealed interface Entry {
    Failed NEEDED = Failed.certainly(
            "authorization-needed", "An administrator has to authorise this at the tool's server first.", false);
    Closed NO_TOKEN = new Closed(
            Failed.certainly("tool-sign-in", "The tool's server gave out no token for the credentials.", false));
    Closed LATER = new Closed(
            Failed.certainly("tool-sign-in", "The tool's server cannot be signed in to at the moment.", true));

    /** {@code access} is what a member has obtained; {@code veil} covers tokens that were issued, should the server repeat one. */
    record Open(MultiMap headers, Veil veil, Access.@Nullable Granted access) implements Entry {
        static Open unsigned() {
            return new Open(MultiMap.caseInsensitiveMultiMap(), Veil.of(), null);
        }

        /** By what the tenant has entered, which is covered wherever connectors answer. */
        static Open by(String header, String value) {
            return new Open(MultiMap.caseInsensitiveMultiMap().set(header, value), Veil.of(), null);
        }

        static Open issued(String token, Access.@Nullable Granted access) {
            var headers = MultiMap.caseInsensitiveMultiMap().set("authorization", "Bearer " + token);
            // Some servers write every slash of their JSON with a backslash.
            return new Open(headers, Veil.of(token, token.replace("/", "\\/")), access);
        }

        Answered cover(Answered answered) {
            return new Answered(
                    answered.status(), answered.headers(), veil.cover(answered.body()), answered.attempts());
        }

        @Override
        public String toString() {
            return "Open";
        }
    }

    /** Nothing was sent. */
    record Closed(Failed why) implements Entry {
        Reply reply() {
            return Reply.of(why);
        }
    }

    static Entry of(Access access) {
        return switch (access) {
            case Access.Granted granted -> Open.issued(granted.token(), granted);
            case Access.Needed needed -> new Closed(NEEDED);
            case Access.Unavailable unavailable -> LATER;
        };
    }
}
