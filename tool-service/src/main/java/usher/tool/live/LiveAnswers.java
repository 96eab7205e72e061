package usher.tool.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import usher.contracts.id.OperationId;

/** What was there in time, in the order asked for. */
record LiveAnswers(List<LiveAnswer> data) {
    record LiveAnswer(OperationId operation, JsonNode result, Instant at) {}
}
