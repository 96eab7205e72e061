package usher.chat.model;

import io.smallrye.mutiny.Multi;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import usher.chat.model.price.Price;
import usher.contracts.money.TokenPrice;

/** Plays what it was given, one script a request, and counts the requests. */
public final class FakeModel implements Model {
    public int asked;
    private final Deque<Multi<ModelEvent>> scripts = new ArrayDeque<>();

    public FakeModel plays(ModelEvent... events) {
        scripts.add(Multi.createFrom().items(events));
        return this;
    }

    /** Says the words, counts 100 tokens read and 10 written, and ends. */
    public FakeModel says(String words) {
        return plays(
                new ModelEvent.Text(words), new ModelEvent.Usage(TokenUse.of(100, 10)), new ModelEvent.End("stop"));
    }

    public FakeModel fails(String code, ModelEvent... before) {
        Multi<ModelEvent> failure = Multi.createFrom().failure(new ModelFailure(code, "scripted"));
        scripts.add(Multi.createBy().concatenating().streams(Multi.createFrom().items(before), failure));
        return this;
    }

    @Override
    public Multi<ModelEvent> reply(Prompt prompt) {
        asked++;
        return scripts.isEmpty()
                ? Multi.createFrom().failure(new ModelFailure("model-unavailable", "nothing left to play"))
                : scripts.remove();
    }

    /** At one dollar per million tokens read and two written. */
    public Candidate as(String provider, String model) {
        return new Candidate(this, new ModelName(provider, model), new Prompt.Limits(100, 0), price("1", "2"));
    }

    public static Price price(String input, String output) {
        var in = new TokenPrice(new BigDecimal(input));
        var out = new TokenPrice(new BigDecimal(output));
        return new Price(Instant.EPOCH, in, in, out, out);
    }

    public static Prompt prompt(String question) {
        return new Prompt(
                new Prompt.Persona("Kari", "Shop", "Be brief.", null),
                "en",
                List.of(),
                List.of(),
                question,
                List.of(),
                List.of(),
                new Prompt.Limits(100, 0));
    }

    /** What a visitor would read, and the failure's code at its end, if it fails. */
    public static List<String> heard(Multi<ModelEvent> reply) {
        var words = new ArrayList<String>();
        reply.subscribe()
                .with(
                        event -> {
                            if (event instanceof ModelEvent.Text text) {
                                words.add(text.delta());
                            }
                        },
                        failure -> words.add("! " + ((ModelFailure) failure).code()));
        return words;
    }
}
