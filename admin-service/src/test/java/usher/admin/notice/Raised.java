package usher.admin.notice;

import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.admin.Admin;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Notices as the consumer takes them, and what their tenant sees of them. */
@ApplicationScoped
public class Raised {
    public static final String NOTICES = "/api/v1/admin/notices";
    public static final String ENDPOINTS = "/api/v1/admin/webhook-endpoints";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Tenancy tenancy;
    private final NoticeService notices;
    private final InstantSource clock;

    Raised(Tenancy tenancy, NoticeService notices, InstantSource clock) {
        this.tenancy = tenancy;
        this.notices = notices;
        this.clock = clock;
    }

    /** The id of a new notice without a mail. */
    public String raise(String tenant, String name, Map<String, Object> facts) {
        return raise(tenant, name, facts, null);
    }

    public String raise(String tenant, String name, Map<String, Object> facts, @Nullable Mail mail) {
        return raise(tenant, new NoticeRaised(name, "test:" + UUID.randomUUID(), facts, mail));
    }

    private String raise(String tenant, NoticeRaised notice) {
        var id = TenantId.fromString(tenant);
        return tenancy.sql(id, connection -> notices.take(connection, id, notice, clock.instant()))
                .await()
                .atMost(PATIENCE)
                .orElseThrow()
                .toString();
    }

    /** A notice with its deliveries, as the platform sees it. */
    public static JsonPath detail(String tenant, String notice) {
        return Admin.platform()
                .request()
                .get(NOTICES + "/" + notice + "?tenant=" + tenant)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** A new endpoint that wants some events: its id and its secret. */
    public static Endpoint endpoint(String tenant, String url, String... events) {
        var made = Admin.platform()
                .request()
                .body(Map.of("url", url, "events", events))
                .post(ENDPOINTS + "?tenant=" + tenant)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Endpoint(tenant, made.getString("endpoint.id"), made.getString("secret"));
    }

    public record Endpoint(String tenant, String id, String secret) {
        public String path(String rest) {
            return ENDPOINTS + "/" + id + rest + "?tenant=" + tenant;
        }

        public JsonPath now() {
            return Admin.platform().request().get(path("")).then().extract().jsonPath();
        }

        public void change(String url, boolean enabled) {
            Admin.platform()
                    .request()
                    .body(Map.of("url", url, "enabled", enabled))
                    .put(path(""))
                    .then()
                    .statusCode(200);
        }
    }
}
