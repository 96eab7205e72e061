package usher.chat.cache;

import java.util.List;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Citation;
import usher.chat.model.ModelName;
import usher.chat.model.routing.Decision;
import usher.chat.receipt.Provenance;
import usher.contracts.id.MessageId;

/** An answer to give again, with what its receipt has to say of where it came from. */
public record CachedAnswer(
        String text,
        List<Citation> citations,
        List<Answer.Evidence> passages,
        String provider,
        String model,
        int personaVersion) {

    static CachedAnswer of(Answer answer) {
        return new CachedAnswer(
                answer.text(),
                answer.citations(),
                answer.passages(),
                answer.provider(),
                answer.model(),
                answer.personaVersion());
    }

    /** The same answer as a message of its own, which took no tokens and costs nothing. */
    public Answer as(MessageId message, Decision decision) {
        return new Answer(
                message,
                text,
                "stop",
                citations,
                List.of(),
                passages,
                personaVersion,
                Provenance.cached(new ModelName(provider, model), decision));
    }
}
