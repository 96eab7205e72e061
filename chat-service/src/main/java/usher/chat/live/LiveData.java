package usher.chat.live;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import usher.chat.model.Prompt;
import usher.chat.plan.Feature;
import usher.chat.plan.Grants;
import usher.chat.tool.LiveClient;
import usher.chat.tool.LiveClient.Answer;
import usher.contracts.event.LiveSource;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.TenantId;

/** Asks sources for one question. A tenant without any costs nothing, and a source that does not answer is no failure. */
@ApplicationScoped
public class LiveData {
    private static final double CERTAIN = 1;

    private final LiveClient client;
    private final Grants grants;

    LiveData(LiveClient client, Grants grants) {
        this.client = client;
        this.grants = grants;
    }

    /** What is asked: {@code identity} holds the visitor's verified claims, empty for an anonymous one. */
    public record Asking(String question, Map<String, Object> identity, String locale) {}

    /** Passages of those that answered in time, counted from 1. A plan that does not open them leaves them out. */
    public Uni<List<Prompt.Passage>> passages(TenantId tenant, List<LiveSource> sources, Asking asking) {
        if (sources.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return grants.of(tenant)
                .chain(grant -> grant.opens(Feature.LIVE_DATA)
                        ? ask(tenant, sources, asking)
                        : Uni.createFrom().item(List.of()));
    }

    private Uni<List<Prompt.Passage>> ask(TenantId tenant, List<LiveSource> sources, Asking asking) {
        var byOperation =
                sources.stream().collect(Collectors.toMap(LiveSource::operation, Function.identity(), (a, b) -> a));
        var operations = sources.stream().map(LiveSource::operation).toList();
        return client.ask(tenant, operations, asking.question(), asking.identity(), asking.locale())
                .map(answers -> {
                    var passages = new ArrayList<Prompt.Passage>();
                    for (var answer : answers) {
                        var source = byOperation.get(answer.operation());
                        if (source != null) {
                            passages.add(passage(passages.size() + 1, source, answer));
                        }
                    }
                    return passages;
                });
    }

    /** Live passages first, each numbered by its place, so that an answer can cite all of them. */
    public static List<Prompt.Passage> before(List<Prompt.Passage> taught, List<Prompt.Passage> live) {
        if (live.isEmpty()) {
            return taught;
        }
        var all = new ArrayList<>(live);
        taught.forEach(passage -> all.add(passage.at(all.size() + 1)));
        return all;
    }

    private static Prompt.Passage passage(int index, LiveSource source, Answer answer) {
        var origin = new Prompt.Live(source.operation(), answer.at());
        return new Prompt.Passage(
                index,
                new KnowledgeId(source.operation().value()),
                0,
                source.label(),
                source.url(),
                LiveText.of(answer.result()),
                CERTAIN,
                null,
                origin);
    }
}
