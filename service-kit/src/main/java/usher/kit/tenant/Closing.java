package usher.kit.tenant;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a request does last in each transaction of its work, so that both become true or neither does. */
public interface Closing {
    Uni<Void> in(SqlConnection connection);

    Uni<Void> in(Mutiny.Session session);

    /** From now on, for the request at hand. */
    static void expect(Closing closing) {
        ContextLocals.put(Closing.class.getName(), closing);
    }

    static @Nullable Closing expected() {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<Closing>get(Closing.class.getName()).orElse(null)
                : null;
    }
}
