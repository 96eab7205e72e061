package usher.billing.outcome;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.billing.Calls;
import usher.billing.closing.MonthEnd;
import usher.billing.outcome.book.DueEpisodes;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class RulesTest {
    private static final Instant MIDDLE = Visits.START.plus(Duration.ofDays(10));

    @Inject
    Visits visits;

    @Inject
    DueEpisodes due;

    @Inject
    MonthEnd monthEnd;

    @Test
    void publishesVersionsFromADateOn() {
        // Given
        var tenant = visits.payer();
        var body = "{\"effective_from\":\"2199-01-01T00:00:00Z\",\"terms\":{\"contained_after\":\"PT12H\"}}";

        // When
        var version = publish(body)
                .statusCode(201)
                .body("terms.contained_after", equalTo("PT12H"))
                .body("terms.counts_as.verified", equalTo("resolutions"))
                .extract()
                .<Integer>path("version");

        // Then
        Calls.own(tenant, "GET", "outcome-rules?limit=1", "")
                .body("data.version", equalTo(List.of(version)))
                .body("data[0].terms.reopens_within", equalTo("PT168H"))
                .body("has_more", equalTo(true));
        Calls.own(tenant, "GET", "outcome-rules?starting_after=2", "")
                .body("data.version", equalTo(List.of(1)))
                .body("data[0].published_by", equalTo("migration"));
        Calls.own(tenant, "POST", "outcome-rules", body).statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contained_after\":\"a day\"}",
                "{\"contained_after\":\"PT0S\"}",
                "{\"contained_after\":\"-PT5H\"}",
                "{\"contained_after\":\"P91D\"}",
                "{\"contained_after\":\"PT9223372036854775807S\"}",
                "{\"contained_after\":\"PT24H\",\"verified_after\":\"PT24H\"}",
                "{\"verified_by\":[\"smile\"]}",
                "{\"verified_by\":[null]}",
                "{\"good_rating\":6}",
                "{\"good_rating\":2,\"bad_rating\":2}",
                "{\"reopens_within\":\"PT0.5S\"}",
                "{\"ends_after\":\"P400D\"}",
                "{\"counts_as\":{\"solved\":\"resolutions\"}}",
                "{\"counts_as\":{\"verified\":\"messages\"}}",
                "{\"counts_as\":{\"verified\":\"outcomes.\"}}",
                "{\"counts_as\":{\"verified\":null}}",
                "{\"price\":1}"
            })
    void refusesTermsThatNothingCanBeJudgedBy(String terms) {
        var tenant = visits.payer();

        publish("{\"terms\":" + terms + "}").statusCode(400).contentType("application/problem+json");
        preview(tenant, Visits.MONTH.toString(), terms).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesRulesForThePast() {
        publish("{\"effective_from\":\"2026-01-01T00:00:00Z\",\"terms\":{}}")
                .statusCode(400)
                .body("errors[0].code", equalTo("date-invalid"));
        publish("{}").statusCode(400);
    }

    @Test
    void showsWhatAMonthWouldHaveComeToUnderOtherRules() {
        // Given
        var tenant = visits.payer();
        var other = visits.payer();
        var thanks = visits.conversation();
        visits.tell(
                tenant,
                3,
                List.of(
                        visits.helped(tenant, visits.conversation(), MIDDLE),
                        visits.helped(tenant, thanks, MIDDLE),
                        visits.turn(tenant, thanks, MIDDLE.plusSeconds(60), "thanks", "0")));
        visits.tell(other, 1, List.of(visits.helped(other, visits.conversation(), MIDDLE)));
        due.by(Visits.END).await().indefinitely();
        monthEnd.run(Visits.END).await().indefinitely();
        var before = Visits.invoice(tenant, 0);
        var onlyWords = "{\"counts_as\":{\"verified\":\"resolutions\"}}";

        // When
        var seen = preview(tenant, Visits.MONTH.toString(), onlyWords).statusCode(200);

        // Then
        seen.body("conversations", equalTo(2))
                .body("metrics[0].metric", equalTo("resolutions"))
                .body("metrics[0].counted", equalTo(2))
                .body("metrics[0].proposed", equalTo(1))
                .body("amounts[0].currency", equalTo("USD"))
                .body("amounts[0].net_minor", equalTo(-99))
                .body("amounts[0].lines[0].quantity", equalTo(-1))
                .body("changed", equalTo(1))
                .body("changes", hasSize(1))
                .body("changes[0].counted.outcome", equalTo("contained"));
        preview(tenant, Visits.MONTH.toString(), "{\"verified_after\":\"PT72H\"}")
                .body("changed", equalTo(0))
                .body("amounts", hasSize(0));
        assertEquals(before.prettify(), Visits.invoice(tenant, 0).prettify());
        assertEquals(List.of(1, 1), Visits.entries(tenant, "resolutions").getList("data.quantity"));
        preview(other, Visits.MONTH.toString(), onlyWords).body("amounts[0].net_minor", equalTo(-99));
        preview(tenant, "2199-01", "{}").statusCode(400);
        preview(tenant, "2001-01", "{}").statusCode(400);
        preview(tenant, "March", "{}").statusCode(400);
    }

    private static ValidatableResponse publish(String body) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(body)
                .post(Calls.BILLING + "outcome-rules")
                .then();
    }

    private static ValidatableResponse preview(TenantId tenant, String month, String terms) {
        return Calls.as(
                TestTokens.platformAdmin(),
                tenant,
                "POST",
                "outcome-rules/previews",
                "{\"month\":\"" + month + "\",\"terms\":" + terms + "}");
    }
}
