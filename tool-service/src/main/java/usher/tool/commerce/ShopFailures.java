package usher.tool.commerce;

import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.connector.ApiAnswers;
import usher.tool.integration.connector.Health.Failing;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Rehearsal;
import usher.tool.target.Reply;

/** What is wrong with asking a shop, always in the same words. */
public final class ShopFailures {
    public static final String ORDER_INCOMPLETE =
            "An order is looked up by its number and the customer's e-mail or id.";
    public static final String NO_WORDS = "Say in words what to look for.";
    public static final String NO_SKU = "Stock is looked up by a SKU.";

    private ShopFailures() {}

    /** Whether there is no such order or it is somebody else's is told to nobody. */
    public static Reply noSuchOrder(int attempts, int status) {
        return new Reply(
                Failed.certainly("not-found", "There is no such order of this customer.", false), attempts, status);
    }

    /**
     * Of an answer other than 2xx to a question that every shop knows, or of none: who does not know the question is no shop,
     * which says nothing of what was asked for.
     */
    public static Reply failed(HttpReply reply) {
        return reply instanceof Answered answered && (answered.status() == 404 || answered.status() == 410)
                ? new Reply(
                        Failed.certainly(
                                "integration-unavailable",
                                "There is no shop at this address (" + answered.status() + ").",
                                false),
                        answered.attempts(),
                        answered.status())
                : ApiAnswers.failed(reply);
    }

    /** The same for people who test a connection. */
    public static Failing failing(Reply reply) {
        return reply.outcome() instanceof Failed failed ? new Failing(failed.code(), failed.message()) : unreadable();
    }

    public static Failing unreadable() {
        return new Failing("result-invalid", "The answer at this address is not a shop's.");
    }

    public static Reply invalid(String sentence) {
        return new Reply(unusable(sentence), 0, null);
    }

    public static Rehearsal refuses(String sentence) {
        return new Rehearsal.Refuses(unusable(sentence));
    }

    private static Failed unusable(String sentence) {
        return Failed.certainly("arguments-invalid", sentence, false);
    }
}
