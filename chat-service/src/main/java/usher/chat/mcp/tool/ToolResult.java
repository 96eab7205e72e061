package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jboss.logging.Logger;
import usher.chat.mcp.protocol.RpcFault;
import usher.chat.mcp.protocol.Wire;
import usher.kit.problem.Outages;
import usher.kit.problem.Problem;
import usher.kit.problem.ProblemMappers;
import usher.kit.problem.Refusal;

/** Results of tools as the protocol writes them: words for a model, and the same as data for a program. */
public final class ToolResult {
    private static final Logger LOG = Logger.getLogger(ToolResult.class);

    private ToolResult() {}

    static ObjectNode of(String text, ObjectNode structured) {
        var result = words(text);
        result.set("structuredContent", structured);
        return result;
    }

    /** A refusal is a result that says so, in words that a model can act on; its code stands beside them. */
    static ObjectNode refused(Refusal refusal) {
        var told = problem(refusal.code(), refusal.status(), refusal.sentence());
        var wait = refusal.headers().get("Retry-After");
        if (wait != null) {
            told.withObjectProperty(Wire.META)
                    .withObjectProperty(Wire.META_PROBLEM)
                    .put("retry_after", wait);
        }
        return told;
    }

    static ObjectNode refused(Problem problem) {
        return problem(problem.code(), problem.status(), problem.detail());
    }

    /** What went wrong on our side is told to the log; the client learns that, and no more. */
    public static ObjectNode failed(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refused(refusal);
        }
        if (Outages.isOutage(failure)) {
            LOG.warnf("A dependency is away path=/mcp cause=%s", failure);
            return refused(ProblemMappers.unavailable());
        }
        LOG.errorf(failure, "Failed path=/mcp");
        throw new RpcFault(200, Wire.INTERNAL_ERROR, "Something went wrong on our side. Please try again.");
    }

    private static ObjectNode problem(String code, int status, String sentence) {
        var result = words(sentence).put("isError", true);
        result.putObject(Wire.META)
                .putObject(Wire.META_PROBLEM)
                .put("code", code)
                .put("status", status);
        return result;
    }

    private static ObjectNode words(String text) {
        var result = JsonNodeFactory.instance.objectNode();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }
}
