package usher.billing.purchase.play;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import usher.billing.remote.Remote;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;

/** Access tokens of service accounts, kept until shortly before they end, and sealed: a heap that is looked into gives none away. */
final class PlayTokens {
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(2);
    /** An account is what it is, whoever has entered it. */
    private static final TenantId NOBODY = new TenantId(new UUID(0, 0));

    private final WebClient client;
    private final Remote remote;
    private final String url;
    private final Sealer sealer;
    private final InstantSource clock;
    private final Cache<String, Token> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    PlayTokens(WebClient client, Remote remote, String url, Sealer sealer, InstantSource clock) {
        this.client = client;
        this.remote = remote;
        this.url = url;
        this.sealer = sealer;
        this.clock = clock;
    }

    private record Token(String sealed, Instant until) {}

    Uni<String> of(ServiceAccount account) {
        var kept = known.getIfPresent(key(account));
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return Uni.createFrom().item(sealer.open(NOBODY, kept.sealed()));
        }
        return remote.ask(() -> client.postAbs(url)
                        .timeout(Remote.PATIENCE.toMillis())
                        .sendForm(MultiMap.caseInsensitiveMultiMap()
                                .add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                                .add("assertion", account.assertion(url, clock.instant()))))
                .map(answer -> token(account, answer));
    }

    void forget(ServiceAccount account) {
        known.invalidate(key(account));
    }

    private String token(ServiceAccount account, HttpResponse<Buffer> answer) {
        if (answer.statusCode() != 200) {
            throw new PlayFault(PlayFault.Why.ACCOUNT_REFUSED, null);
        }
        JsonObject json = PlayClient.json(answer);
        var life = Duration.ofSeconds(json.getLong("expires_in", 0L));
        var token = json.getString("access_token", "");
        var until = clock.instant().plus(life).minus(BEFORE_THE_END);
        known.put(key(account), new Token(sealer.seal(NOBODY, token), until));
        return token;
    }

    /** A new key file of the same account is another account here. */
    private static String key(ServiceAccount account) {
        return account.email() + "/" + account.keyId();
    }
}
