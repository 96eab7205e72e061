package usher.tool.http;

/** What status codes say about whether something was done. See RFC 9110, section 15, and RFC 6585. */
final class Statuses {
    private Statuses() {}

    /** The request was turned away before anything was done with it. */
    static boolean didNothing(int status) {
        return status == 408 || status == 425 || status == 429;
    }

    static boolean areTransient(int status) {
        return didNothing(status) || status >= 500;
    }
}
