package usher.tool.invocation.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "userPassword",
                "PASSWD",
                "pwd",
                "access_token",
                "refreshToken",
                "client-secret",
                "Authorization",
                "api_key",
                "X-Api-Key",
                "apikey",
                "private key",
                "CVV",
                "cvc2",
                "cookie",
                "credentials",
            })
    void takesOutWhatSoundsSecret(String name) throws JsonProcessingException {
        var json = JSON.createObjectNode();
        json.putObject("a").putArray("b").addObject().put(name, "hunter2").put("order", "1042");

        assertEquals(
                JSON.readTree("{\"a\":{\"b\":[{\"" + name + "\":\"[redacted]\",\"order\":\"1042\"}]}}"),
                Redaction.of(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cvv\": 123}                             | {\"cvv\": \"[redacted]\"}",
                "{\"secret\": {\"a\": [1]}}                 | {\"secret\": \"[redacted]\"}",
                "{\"has_password\": true, \"token\": null}  | {\"has_password\": true, \"token\": null}",
                "\"Card 4111 1111 1111 1111, thanks\"       | \"Card [card], thanks\"",
                "\"5500-0000-0000-0004\"                    | \"[card]\"",
                "{\"n\": 378282246310005}                   | {\"n\": \"[card]\"}",
                "[\"6011111111111117\", 4111111111111111]   | [\"[card]\", \"[card]\"]",
            })
    void takesOutSecretValuesAndCardsWhereverTheyAre(String json, String redacted) throws JsonProcessingException {
        assertEquals(JSON.readTree(redacted), Redaction.of(JSON.readTree(json)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"4111 1111 1111 1112\"",
                "\"Order 1042 of 2026-11-27\"",
                "1764260000000",
                "\"+47 123 45 678\"",
                "\"12345678901234567890123\"",
                "{\"author\": \"Ibsen\", \"key\": \"a\", \"pin_board\": [1.5, false, null]}",
            })
    void leavesEverythingElseAsItIs(String json) throws JsonProcessingException {
        assertEquals(JSON.readTree(json), Redaction.of(JSON.readTree(json)));
    }
}
