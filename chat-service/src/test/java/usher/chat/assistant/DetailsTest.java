package usher.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Confirmation.Detail;
import usher.contracts.event.ToolDefinition;
import usher.contracts.id.ToolId;

class DetailsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void showsTheValuesOfKnownParametersInTheirOrder() throws Exception {
        assertEquals(
                List.of(
                        new Detail("Order number", "1042"),
                        new Detail("Amount in euros", "20.5"),
                        new Detail("Gift", "true")),
                details("""
                        {"isGift": true, "amount_in_euros": 20.5, "order": "1042"}
                        """));
    }

    @Test
    void keepsWhoTheVisitorIsAndWhatIsNoPlainValueToItself() throws Exception {
        assertEquals(List.of(), details("""
                {"customer_id": "cus_43", "email": "a@example.com", "lines": [1], "order": null, "unknown": "x"}
                """));
    }

    @Test
    void cutsAValueThatIsTooLong() throws Exception {
        var shown =
                details("{\"order\": \"" + "9".repeat(500) + "\"}").getFirst().value();

        assertEquals("9".repeat(200) + "…", shown);
    }

    private static List<Detail> details(String arguments) throws Exception {
        return Details.of(tool(JSON.readTree("""
                {"properties": {"order": {"type": "string", "title": "Order number"}, "amount_in_euros": {"type": "number"},
                 "isGift": {"type": "boolean", "title": "Gift"}, "lines": {"type": "array"}}}
                """)), JSON.readTree(arguments));
    }

    private static ToolDefinition tool(JsonNode parameters) {
        return new ToolDefinition(
                new ToolId(UUID.randomUUID()), "refund", "Refunds.", "Refund", "Refunded", parameters, "money", true);
    }
}
