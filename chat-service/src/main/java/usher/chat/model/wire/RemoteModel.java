package usher.chat.model.wire;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import usher.chat.model.Model;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;

/** A model at a provider. Each subscription asks anew. */
public record RemoteModel(Line line) implements Model {
    @Override
    public Multi<ModelEvent> reply(Prompt prompt) {
        return Multi.createFrom()
                .emitter(
                        emitter ->
                                new Exchange(line, line.protocol().request(line.endpoint(), prompt), emitter).begin(),
                        BackPressureStrategy.BUFFER);
    }
}
