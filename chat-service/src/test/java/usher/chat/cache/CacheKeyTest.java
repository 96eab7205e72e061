package usher.chat.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

class CacheKeyTest {
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ToolId TOOL = new ToolId(new UUID(0, 2));

    @Test
    void isTheSameForTheSameQuestionWrittenDifferently() {
        var key = key("How long do I have?");

        assertEquals(key, key("  how  LONG\u00a0do I have  ?! "));
        assertEquals(key, key("Ｈow long do I have"));
        assertNotEquals(key, key("How long do you have?"));
        assertEquals("?!", CacheKey.normal("?!"));
    }

    @Test
    void differsByEverythingThatDecidesTheAnswer() {
        var key = new CacheKey(TENANT, 1, 2, "openai/gpt", List.of(TOOL), "en", "Hi").text();

        assertNotEquals(
                key, new CacheKey(new TenantId(new UUID(0, 9)), 1, 2, "openai/gpt", List.of(TOOL), "en", "Hi").text());
        assertNotEquals(key, new CacheKey(TENANT, 9, 2, "openai/gpt", List.of(TOOL), "en", "Hi").text());
        assertNotEquals(key, new CacheKey(TENANT, 1, 9, "openai/gpt", List.of(TOOL), "en", "Hi").text());
        assertNotEquals(key, new CacheKey(TENANT, 1, 2, "local/local", List.of(TOOL), "en", "Hi").text());
        assertNotEquals(key, new CacheKey(TENANT, 1, 2, "openai/gpt", List.of(), "en", "Hi").text());
        assertNotEquals(key, new CacheKey(TENANT, 1, 2, "openai/gpt", List.of(TOOL), "he", "Hi").text());
        assertTrue(key.startsWith("t:" + TENANT + ":cache:"), key);
    }

    private static String key(String question) {
        return new CacheKey(TENANT, 1, 2, "openai/gpt", List.of(), "en", question).text();
    }
}
