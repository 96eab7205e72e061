package usher.tool.commerce;

import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;

/** What is wrong with asking a shop, always in the same words. */
public final class ShopFailures {
    private ShopFailures() {}

    /** Whether there is no such order or it is somebody else's is told to nobody. */
    public static Reply noSuchOrder(int attempts, int status) {
        return new Reply(
                Failed.certainly("not-found", "There is no such order of this customer.", false), attempts, status);
    }

    public static Reply invalid(String sentence) {
        return new Reply(Failed.certainly("arguments-invalid", sentence, false), 0, null);
    }
}
