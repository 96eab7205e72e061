package usher.chat.knowledge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.chat.model.Prompt;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class KnowledgeTest {
    private static final String PATH = "/api/v1/chat/admin/knowledge";
    private static final Map<String, Object> RETURNS = Map.of(
            "kind", "document",
            "title", "Returns",
            "url", "https://shop.example.com/returns",
            "text", "You have 30 days to return a parcel.\n\n## Refunds\n\nMoney comes back within a week.");
    private static final Map<String, Object> PAYMENT = Map.of(
            "kind", "faq",
            "title", "Payment",
            "questions", List.of("How can I pay?", "Which cards do you take?"),
            "answer", "By Visa or Mastercard.");

    @Inject
    Knowledge knowledge;

    @Test
    void keepsADocumentInPassagesAndShowsItWhole() {
        var tenant = TestTenants.active();

        String id =
                create(editor(tenant.id()), RETURNS).statusCode(201).extract().path("id");

        editor(tenant.id())
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("id", startsWith("kno_"))
                .body("text", equalTo(RETURNS.get("text")))
                .body("passages", is(2))
                .body("status", is("active"));
    }

    @Test
    void keepsTheQuestionsOfAnFaqEntryAndItsAnswer() {
        var tenant = TestTenants.active();

        String id =
                create(editor(tenant.id()), PAYMENT).statusCode(201).extract().path("id");

        editor(tenant.id())
                .get(PATH + "/" + id)
                .then()
                .body("questions", equalTo(PAYMENT.get("questions")))
                .body("answer", equalTo("By Visa or Mastercard."))
                .body("passages", is(3));
    }

    @Test
    void learnsTheSameOnlyOnce() {
        var tenant = TestTenants.active();
        String first = create(editor(tenant.id()), RETURNS).extract().path("id");

        String second =
                create(editor(tenant.id()), RETURNS).statusCode(200).extract().path("id");

        assertEquals(first, second);
        editor(tenant.id()).get(PATH).then().body("data", hasSize(1));
    }

    @Test
    void findsWhatWasTaughtBeforeTheQuestionAndNotWhatWasForgotten() {
        var tenant = TestTenants.active();
        assertEquals(List.of(), search(tenant.id(), "How long do I have to return a parcel?"));
        String id = create(editor(tenant.id()), RETURNS).extract().path("id");

        var found =
                search(tenant.id(), "How long do I have to return a parcel?").getFirst();

        assertTrue(found.text().contains("30 days"));
        assertEquals("Returns", found.title());
        assertEquals("https://shop.example.com/returns", found.url());
        assertTrue(found.score() > 0.5);
        editor(tenant.id()).delete(PATH + "/" + id).then().statusCode(204);
        assertEquals(List.of(), search(tenant.id(), "How long do I have to return a parcel?"));
    }

    @Test
    void answersAQuestionOfAnFaqEntryWithItsAnswer() {
        var tenant = TestTenants.active();
        create(editor(tenant.id()), PAYMENT);

        var found = search(tenant.id(), "What cards can I use?").getFirst();

        assertEquals("By Visa or Mastercard.", found.answer());
    }

    @Test
    void showsATenantNothingOfAnother() {
        var tenant = TestTenants.active();
        var other = TestTenants.active();
        String id = create(editor(tenant.id()), RETURNS).extract().path("id");

        assertEquals(List.of(), search(other.id(), "How long do I have to return a parcel?"));

        editor(other.id()).get(PATH).then().body("data", hasSize(0));
        editor(other.id()).get(PATH + "/" + id).then().statusCode(404);
        editor(other.id()).delete(PATH + "/" + id).then().statusCode(404);
        editor(other.id()).queryParam("tenant", tenant.id()).get(PATH).then().statusCode(404);
        create(editor(other.id()), RETURNS).statusCode(201);
        editor(tenant.id()).get(PATH + "/" + id).then().statusCode(200);
    }

    @Test
    void takesABatchInOrderAndPagesThroughIt() {
        var tenant = TestTenants.active();
        var items = List.of(RETURNS, PAYMENT, RETURNS);

        var response = post(editor(tenant.id()), PATH + "/batch", Map.of("items", items));

        response.statusCode(201).body("data.title", equalTo(List.of("Returns", "Payment", "Returns")));
        String cursor = editor(tenant.id())
                .queryParam("limit", 1)
                .get(PATH)
                .then()
                .body("has_more", is(true))
                .extract()
                .path("next_cursor");
        editor(tenant.id())
                .queryParam("starting_after", cursor)
                .get(PATH)
                .then()
                .body("data", hasSize(1))
                .body("has_more", is(false));
    }

    @Test
    void learnsOnceWhatManyTeachAtOnce() {
        var tenant = TestTenants.active();

        var statuses = IntStream.range(0, 6)
                .parallel()
                .map(i -> create(editor(tenant.id()), RETURNS).extract().statusCode())
                .boxed()
                .toList();

        assertTrue(List.of(200, 201).containsAll(statuses));
        editor(tenant.id()).get(PATH).then().body("data", hasSize(1));
    }

    @Test
    void takesTheSecretKeyOfItsTenantAndNoVisitorsKey() {
        var tenant = TestTenants.active();

        create(with(tenant.secretKey()), RETURNS).statusCode(201);

        create(with(tenant.publishableKey()).header("Origin", TestTenants.ORIGIN), RETURNS)
                .statusCode(403);
        create(with(TestTokens.member(Role.ANALYST, tenant.id())), RETURNS).statusCode(403);
        with(TestTokens.member(Role.ANALYST, tenant.id())).get(PATH).then().statusCode(200);
        create(given(), RETURNS).statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}",
                "{\"kind\":\"document\",\"title\":\"a\"}",
                "{\"kind\":\"document\",\"title\":\"a\",\"text\":\" \"}",
                "{\"kind\":\"document\",\"title\":\"\",\"text\":\"b\"}",
                "{\"kind\":\"faq\",\"title\":\"a\",\"answer\":\"b\"}",
                "{\"kind\":\"faq\",\"title\":\"a\",\"answer\":\"b\",\"questions\":[\"\"]}",
                "{\"kind\":\"faq\",\"title\":\"a\",\"answer\":\"b\",\"questions\":[null]}",
                "{\"kind\":\"song\",\"title\":\"a\",\"text\":\"b\"}",
                "{\"kind\":\"document\",\"title\":\"a\",\"text\":\"b\",\"url\":\"javascript:alert(1)\"}",
                "{\"kind\":\"document\",\"title\":\"a\",\"text\":\"b\\u0000c\"}",
                "{\"kind\":\"document\",\"title\":\"a\",\"text\":\"b\",\"colour\":\"red\"}",
                "{\"items\":[]}",
                "nonsense"
            })
    void refusesWhatIsIncomplete(String body) {
        var tenant = TestTenants.active();

        var status = editor(tenant.id())
                .contentType(ContentType.JSON)
                .body(body)
                .post(PATH)
                .statusCode();

        assertEquals(400, status);
    }

    @Test
    void takesAnyLetters() {
        var tenant = TestTenants.active();
        var odd = Map.of(
                "kind", "document", "title", "Ω 😀 \u202e", "text", "# \n\n```\n# no heading\n```\n' or 1=1; -- ﷽");

        create(editor(tenant.id()), odd).statusCode(201);

        editor(tenant.id()).get(PATH).then().body("data.title", containsInAnyOrder("Ω 😀 \u202e"));
    }

    private List<Prompt.Passage> search(TenantId tenant, String question) {
        return knowledge.search(tenant, question, List.of()).await().atMost(Duration.ofSeconds(20));
    }

    private static ValidatableResponse create(RequestSpecification caller, Map<String, ?> body) {
        return post(caller, PATH, body);
    }

    private static ValidatableResponse post(RequestSpecification caller, String path, Map<String, ?> body) {
        return caller.contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static RequestSpecification editor(TenantId tenant) {
        return with(TestTokens.member(Role.EDITOR, tenant));
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
