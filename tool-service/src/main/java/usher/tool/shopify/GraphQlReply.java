package usher.tool.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import usher.tool.target.Reply;

/** What came of a query. */
sealed interface GraphQlReply {
    record Data(JsonNode data, int attempts, int status) implements GraphQlReply {}

    record Refused(Reply reply) implements GraphQlReply {}
}
