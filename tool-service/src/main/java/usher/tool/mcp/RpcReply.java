package usher.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import usher.tool.http.HttpReply.Answered;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;

/** What came of one JSON-RPC request. */
sealed interface RpcReply {
    record Result(ObjectNode result, Answered http) implements RpcReply {
        MultiMap headers() {
            return http.headers();
        }
    }

    /** The server understood that it was asked something, and says no. Its words are not passed on. */
    record Refused(int code, JsonNode data, Answered http) implements RpcReply {}

    /** Something came back that is no answer in this protocol. */
    record Foreign(Answered http) implements RpcReply {
        boolean refusesSignIn() {
            return http.status() == 401 || http.status() == 403;
        }
    }

    /** Nothing usable came back. */
    record Broken(Reply reply) implements RpcReply {}

    /** For whoever needs a result and got none. */
    default Reply failure() {
        return switch (this) {
            case Result(var result, var http) ->
                failed(http, "result-invalid", "The tool's server answered oddly.", true);
            case Refused(int code, var data, var http) ->
                failed(http, "tool-refused", "The tool's server refuses the request (%d).".formatted(code), false);
            case Foreign foreign
            when foreign.refusesSignIn() ->
                failed(foreign.http(), "tool-sign-in", "The tool's server does not accept the credentials.", false);
            case Foreign(var http) when !http.ok() -> http.refused();
            case Foreign(var http) ->
                failed(
                        http,
                        "result-invalid",
                        "The tool's server does not answer in the Model Context Protocol.",
                        true);
            case Broken(var reply) -> reply;
        };
    }

    private static Reply failed(Answered http, String code, String sentence, boolean uncertain) {
        return new Reply(new Failed(code, sentence, false, uncertain), http.attempts(), http.status());
    }
}
