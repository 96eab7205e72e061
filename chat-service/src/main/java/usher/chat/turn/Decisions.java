package usher.chat.turn;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Confirmations;
import usher.chat.conversation.Decision;
import usher.chat.conversation.Question;
import usher.chat.tool.ToolClient;
import usher.chat.turn.AskQuestion.Choice;
import usher.contracts.id.TenantId;

/**
 * Finds what a message decides: the act it names or, when it is a plain yes or no and nothing else, the one act that the
 * answer before it asks to confirm.
 */
@ApplicationScoped
class Decisions {
    private final Confirmations confirmations;

    Decisions(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    /** The question with what it decides, if anything. An act that nobody was asked about in this conversation is refused. */
    Uni<Question> in(TenantId tenant, Question question, @Nullable Choice choice) {
        if (question.decision() != null) {
            return Uni.createFrom().item(question);
        }
        if (choice != null) {
            return confirmations
                    .find(tenant, question, choice.call())
                    .map(found -> question.deciding(
                            new Decision(found.orElseThrow(ToolClient::unknownConfirmation), choice.confirms())));
        }
        var plainly = question.opens() ? null : PlainWords.decision(question.text());
        if (plainly == null) {
            return Uni.createFrom().item(question);
        }
        return confirmations
                .askedLast(tenant, question)
                .map(asked -> asked.map(use -> question.deciding(new Decision(use, plainly)))
                        .orElse(question));
    }
}
