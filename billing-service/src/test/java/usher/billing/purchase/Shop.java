package usher.billing.purchase;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** A new tenant that sells to its visitors, and calls in its name. */
record Shop(TestTenant tenant) {
    static final String BILLING = "/api/v1/billing/";
    static final String SUBSCRIPTIONS = BILLING + "visitor-subscriptions";

    static Shop open() {
        return new Shop(TestTenants.active());
    }

    static Map<String, Object> offer(String kind, @Nullable Integer messages, @Nullable String product) {
        var offer = new HashMap<String, Object>(Map.of(
                "name",
                "An offer",
                "kind",
                kind,
                "price_minor",
                990,
                "currency",
                "ILS",
                "tier",
                "premium",
                "enabled",
                true));
        if (messages != null) {
            offer.put("messages_per_day", messages);
        }
        if (product != null) {
            offer.put("google_play", Map.of("product", product));
        }
        return offer;
    }

    ValidatableResponse publish(String key, Map<String, ?> offer) {
        return put("visitor-offers/" + key, offer);
    }

    ValidatableResponse put(String path, Map<String, ?> body) {
        return given().auth()
                .oauth2(TestTokens.member(Role.ADMIN, tenant.id()))
                .contentType(ContentType.JSON)
                .body(body)
                .put(BILLING + path)
                .then();
    }

    ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, tenant.id()))
                .get(BILLING + path)
                .then();
    }

    /** As the tenant's server. */
    ValidatableResponse post(String act, Map<String, ?> body) {
        return post(tenant.secretKey(), act, body);
    }

    ValidatableResponse grant(VisitorId visitor, String offer, String reference) {
        return post("grants", Map.of("visitor", visitor.toString(), "offer", offer, "reference", reference));
    }

    ValidatableResponse as(VisitorId visitor, String act, Map<String, ?> body) {
        return post(TestTokens.visitor(tenant.id(), visitor, Map.of()), act, body);
    }

    private static ValidatableResponse post(String token, String act, Map<String, ?> body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(SUBSCRIPTIONS + "/" + act)
                .then();
    }

    ValidatableResponse see(VisitorId visitor, String what) {
        return given().auth()
                .oauth2(TestTokens.visitor(tenant.id(), visitor, Map.of()))
                .get(SUBSCRIPTIONS + "/" + what)
                .then();
    }

    static VisitorId visitor() {
        return new VisitorId(UUID.randomUUID());
    }
}
