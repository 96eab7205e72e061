package usher.tool.http;

import io.vertx.core.MultiMap;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;

/** How a request ended, after the last attempt. */
public sealed interface HttpReply {
    int attempts();

    /** Without an answer, what an attempt before may have done decides. */
    default HttpReply inDoubt() {
        return this instanceof Unanswered(var code, var sentence, boolean retryable, boolean uncertain, int attempts)
                ? new Unanswered(code, sentence, retryable, true, attempts)
                : this;
    }

    /** The other side answered, with whatever status. */
    record Answered(int status, MultiMap headers, String body, int attempts) implements HttpReply {
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** This answer as the failure of a tool; from 500 on, nobody knows what was done. */
        public Reply refused() {
            var failed = new Failed(
                    "tool-status",
                    "The tool answered with status " + status + ".",
                    Statuses.areTransient(status),
                    status >= 500);
            return new Reply(failed, attempts, status);
        }
    }

    /** No usable answer; {@code uncertain} says that the other side may have done something all the same. */
    record Unanswered(String code, String sentence, boolean retryable, boolean uncertain, int attempts)
            implements HttpReply {
        public Reply failed() {
            return new Reply(new Failed(code, sentence, retryable, uncertain), attempts, null);
        }
    }
}
