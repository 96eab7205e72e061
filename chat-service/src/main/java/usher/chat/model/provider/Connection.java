package usher.chat.model.provider;

import java.util.List;

/** What came of testing an endpoint. {@code models} are those it offers, where its protocol says so without cost. */
public sealed interface Connection {
    record Works(long latencyMs, List<String> models) implements Connection {
        public Works {
            models = List.copyOf(models);
        }
    }

    /** {@code code} is a {@link usher.chat.model.ModelFailure}'s. */
    record Fails(String code, List<String> models) implements Connection {
        public Fails {
            models = List.copyOf(models);
        }
    }
}
