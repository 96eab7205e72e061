package usher.chat.model.local;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import usher.chat.model.Model;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;
import usher.chat.model.TokenUse;

/**
 * The {@code local} provider: small talk, then tools, then what is known, then a polite no. Deterministic, except for the ids of
 * its tool calls.
 */
@ApplicationScoped
public class LocalModel implements Model {
    private final ToolUse tools;
    private final Answers answers;

    LocalModel(ToolUse tools, Answers answers) {
        this.tools = tools;
        this.answers = answers;
    }

    @Override
    public Multi<ModelEvent> reply(Prompt prompt) {
        return decide(prompt)
                .onItem()
                .transformToMulti(move -> Multi.createFrom().iterable(events(prompt, move)));
    }

    private Uni<Move> decide(Prompt prompt) {
        if (!prompt.rounds().isEmpty()) {
            return Uni.createFrom()
                    .item(new Move.Say(Outcomes.phrase(prompt.rounds().getLast(), Tongue.of(prompt))));
        }
        var smallTalk = SmallTalk.answer(prompt);
        if (smallTalk.isPresent()) {
            return Uni.createFrom().item(new Move.Say(smallTalk.get()));
        }
        return tools.consider(prompt)
                .chain(move -> move.<Uni<Move>>map(found -> Uni.createFrom().item(found))
                        .orElseGet(() -> answers.answer(prompt).map(Move.Say::new)));
    }

    private static List<ModelEvent> events(Prompt prompt, Move move) {
        var events = new ArrayList<ModelEvent>();
        switch (move) {
            case Move.Say say -> {
                words(say.text()).forEach(word -> events.add(new ModelEvent.Text(word)));
                events.add(new ModelEvent.Usage(TokenUse.of(Tokens.of(prompt), Tokens.of(say.text()))));
                events.add(new ModelEvent.End("stop"));
            }
            case Move.Run run -> {
                run.calls().forEach(call -> events.add(new ModelEvent.Call(call)));
                long written = run.calls().stream()
                        .mapToLong(call -> Tokens.of(call.name() + call.arguments()))
                        .sum();
                events.add(new ModelEvent.Usage(TokenUse.of(Tokens.of(prompt), written)));
                events.add(new ModelEvent.End("tool_calls"));
            }
        }
        return events;
    }

    /** Word by word, each with the space before it, so that the pieces make the text again. */
    private static List<String> words(String text) {
        return List.of(text.split("(?<=\\S)(?=\\s)"));
    }
}
