package usher.chat.model.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import usher.chat.knowledge.retrieval.FollowUp;
import usher.chat.knowledge.retrieval.Hit;
import usher.chat.knowledge.retrieval.KnowledgeIndex;
import usher.chat.knowledge.retrieval.Shop;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.embedding.TestEmbedder;
import usher.contracts.event.ToolDefinition;
import usher.contracts.id.UuidV7;

/** A conversation with the engine, about a small shop, on Saturday 21 November 2026. */
final class Talk {
    private static final KnowledgeIndex SHOP = Shop.index();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    private static final UuidV7 IDS = new UuidV7(CLOCK);

    private final LocalModel model = new LocalModel(
            new ToolUse(new ToolChoice(TestEmbedder.shared()), CLOCK, IDS::next),
            new Answers(new Quotes(TestEmbedder.shared())));
    private final List<Prompt.Line> history = new ArrayList<>();
    private final List<ToolDefinition> tools;
    private List<ModelEvent> events = List.of();

    Talk(ToolDefinition... tools) {
        this.tools = List.of(tools);
    }

    /** What the engine says; a call is written as its name and arguments. */
    String ask(String question) {
        var answer = reply(prompt(question, List.of()));
        history.add(new Prompt.Line(Prompt.Speaker.VISITOR, question));
        history.add(new Prompt.Line(Prompt.Speaker.ASSISTANT, answer));
        return answer;
    }

    String after(Prompt.Round round, String question) {
        return reply(prompt(question, List.of(round)));
    }

    List<ModelEvent> events() {
        return events;
    }

    private String reply(Prompt prompt) {
        events = model.reply(prompt).collect().asList().await().indefinitely();
        return events.stream()
                .map(event -> switch (event) {
                    case ModelEvent.Text text -> text.delta();
                    case ModelEvent.Call(ToolCall call) -> call.name() + call.arguments();
                    case ModelEvent.Started started -> "";
                    case ModelEvent.Usage usage -> "";
                    case ModelEvent.End end -> "";
                })
                .collect(Collectors.joining());
    }

    private Prompt prompt(String question, List<Prompt.Round> rounds) {
        return new Prompt(
                new Prompt.Persona("Fir", "Fjord & Pine", "", null),
                "en",
                passages(question),
                history,
                question,
                tools,
                rounds,
                new Prompt.Limits(500, 0));
    }

    private List<Prompt.Passage> passages(String question) {
        var hits = FollowUp.readings(question, history).stream()
                .flatMap(reading -> Shop.search(SHOP, reading.text()).stream().map(reading::discount))
                .toList();
        var best = FollowUp.best(hits, 6);
        return IntStream.range(0, best.size())
                .mapToObj(i -> passage(i + 1, best.get(i)))
                .toList();
    }

    private static Prompt.Passage passage(int index, Hit hit) {
        var source = hit.source();
        return new Prompt.Passage(
                index,
                source.id(),
                hit.chunk(),
                source.title(),
                source.url(),
                hit.text(),
                hit.score(),
                source.answer());
    }
}
