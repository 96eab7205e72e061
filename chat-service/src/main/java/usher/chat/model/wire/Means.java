package usher.chat.model.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** What every exchange works with. */
public record Means(Vertx vertx, HttpClient client, ObjectMapper mapper, Supplier<UUID> ids, InstantSource clock) {}
