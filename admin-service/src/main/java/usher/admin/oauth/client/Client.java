package usher.admin.oauth.client;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A registered program. Its id is no secret: what binds it are its addresses. */
@Entity
@Table(name = "oauth_client")
public class Client {
    @Id
    private UUID id;

    private String name;
    private String[] redirectUris;
    private Instant createdAt;
    private @Nullable Instant usedAt;

    protected Client() {}

    Client(UUID id, Registration registration, Instant now) {
        this.id = id;
        this.name = registration.name();
        this.redirectUris = registration.redirectUris().toArray(String[]::new);
        this.createdAt = now;
    }

    /** Whether this is an address of the program's own. */
    public boolean isAt(String redirectUri) {
        return Arrays.stream(redirectUris).anyMatch(known -> RedirectUri.match(known, redirectUri));
    }

    public void use(Instant now) {
        usedAt = now;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    List<String> redirectUris() {
        return List.of(redirectUris);
    }

    Instant createdAt() {
        return createdAt;
    }
}
