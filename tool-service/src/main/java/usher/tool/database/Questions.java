package usher.tool.database;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import usher.tool.integration.connector.Operation;

/** Remembers what statements were judged to be, because parsing one costs more than asking it. */
@ApplicationScoped
class Questions {
    private static final int REMEMBERED = 2_000;

    private final Cache<Written, Question> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Written(String statement, Driver driver, ObjectNode parameters) {}

    /** Judged again, should rules have become stricter since the operation was stored. */
    Question of(Operation operation, Driver driver) throws Question.Unfit {
        var written = new Written(operation.definition().path("statement").asText(), driver, operation.parameters());
        var question = known.getIfPresent(written);
        if (question == null) {
            question = Question.of(written.statement(), driver, written.parameters());
            known.put(written, question);
        }
        return question;
    }
}
