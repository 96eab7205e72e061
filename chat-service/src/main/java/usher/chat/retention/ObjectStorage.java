package usher.chat.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts objects into a bucket. That is all of S3 that is needed here, and its SDK is 11 MB. */
@ApplicationScoped
class ObjectStorage {
    private final WebClient client;
    private final ArchiveConfig config;
    private final InstantSource clock;

    ObjectStorage(Vertx vertx, ArchiveConfig config, InstantSource clock) {
        this.client =
                WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(4).setConnectTimeout(5000));
        this.config = config;
        this.clock = clock;
    }

    /** Fails unless the object is stored. */
    Uni<Void> put(String key, byte[] body) {
        var endpoint = URI.create(required(config.endpoint(), "endpoint"));
        var path = SigV4.path("/" + required(config.bucket(), "bucket") + "/" + key);
        var signer = new SigV4(
                config.region(),
                required(config.accessKey(), "access-key"),
                required(config.secretKey(), "secret-key"));
        var headers = new TreeMap<>(Map.of("host", endpoint.getRawAuthority(), "content-type", "application/gzip"));
        var signed = signer.sign("PUT", path, headers, body, clock.instant());
        var request = client.putAbs(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path)
                .timeout(config.timeout().toMillis());
        signed.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.putHeader(name, value);
            }
        });
        return request.sendBuffer(Buffer.buffer(body))
                .invoke(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("The storage answered " + response.statusCode());
                    }
                })
                .replaceWithVoid();
    }

    private static String required(Optional<String> setting, String name) {
        return setting.orElseThrow(() -> new IllegalStateException("Archiving needs usher.archive." + name));
    }
}
