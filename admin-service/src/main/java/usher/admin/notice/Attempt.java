package usher.admin.notice;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt to deliver ended. {@code status} is what the other side said: of HTTP, or the reply code of a mail server;
 * {@code error} is a code of ours, absent when it was delivered. What else the other side said is never kept.
 */
public record Attempt(@Nullable Integer status, @Nullable String error) {
    public static Attempt delivered(@Nullable Integer status) {
        return new Attempt(status, null);
    }

    public static Attempt failed(String error) {
        return new Attempt(null, error);
    }

    public boolean isDelivered() {
        return error == null;
    }
}
