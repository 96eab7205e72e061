package usher.e2e.isolation;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A credential that must not get through.
 *
 * @param token the bearer, or null to send none
 * @param origin the page's origin, or null
 * @param status what the answer must be
 * @param code the problem's code, or null when any will do
 * @param applies the operations it is wrong for
 */
record Wrong(
        String name,
        @Nullable String token,
        @Nullable String origin,
        int status,
        @Nullable String code,
        Predicate<Operation> applies) {

    static Wrong unknown(String name, @Nullable String token) {
        return new Wrong(name, token, null, 401, null, operation -> !operation.open());
    }

    static Wrong forbidden(String name, String token, @Nullable String origin, Predicate<Operation> applies) {
        return new Wrong(name, token, origin, 403, null, operation -> !operation.open() && applies.test(operation));
    }

    static Wrong suspended(String name, String token, @Nullable String origin) {
        return new Wrong(name, token, origin, 403, "tenant-suspended", operation -> !operation.open());
    }
}
