package usher.chat.model.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Answering;
import usher.chat.model.Candidate;
import usher.chat.model.ModelName;
import usher.chat.model.choice.ModelRole;

/** Everybody who may answer for a tenant, the last resort among them, and who does. Those without a price are not here. */
public record Roster(Map<ModelRole, Candidate> candidates, Optional<Candidate> last, RoutingSettings settings) {

    public Roster {
        candidates = Map.copyOf(candidates);
    }

    public Optional<Candidate> of(ModelRole role) {
        return Optional.ofNullable(candidates.get(role));
    }

    /** All that may be asked to answer by the settings in force. */
    public List<Candidate> speakers() {
        var split = settings.split();
        return Stream.of(
                        of(ModelRole.ANSWER),
                        of(ModelRole.CHEAP).filter(cheap -> settings.simple() != null),
                        of(ModelRole.CHALLENGER).filter(challenger -> split != null && split.variesModel()),
                        of(ModelRole.BACKUP).filter(backup -> settings.fallsBack()),
                        last.filter(local -> settings.fallsBack()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** As if routing were off, except that others follow where the tenant wants it. */
    public Answering plain() {
        return new Answering(chain(null), Decision.CHOSEN);
    }

    /**
     * While something is compared, simple questions are not led elsewhere: the arms would differ in more than the variant.
     */
    public Answering answer(Situation situation) {
        var split = settings.split();
        if (split != null && (!split.variesModel() || of(ModelRole.CHALLENGER).isPresent())) {
            return compared(split, Arms.draw(split, situation.stickyKey()));
        }
        var simple = settings.simple();
        var cheap = of(ModelRole.CHEAP);
        if (simple != null && cheap.isPresent() && SimpleQuestion.is(situation, simple.longestQuestion())) {
            return new Answering(chain(cheap.get()), Decision.SIMPLE);
        }
        return plain();
    }

    private Answering compared(RoutingSettings.Split split, String arm) {
        boolean variant = arm.equals(Arms.VARIANT);
        var model = variant && split.variesModel() ? candidates.get(ModelRole.CHALLENGER) : null;
        var instructions = variant && !split.variesModel() ? split.instructions() : null;
        return new Answering(
                chain(model), new Decision("experiment", false, split.name(), split.purpose(), arm, instructions));
    }

    /** A model that was chosen instead of the usual one is always followed by the usual one: it may save, but not lose, an answer. */
    private List<Candidate> chain(@Nullable Candidate instead) {
        var chain = new LinkedHashMap<ModelName, Candidate>();
        if (instead != null) {
            chain.put(instead.name(), instead);
        }
        of(ModelRole.ANSWER).ifPresent(usual -> chain.putIfAbsent(usual.name(), usual));
        if (settings.fallsBack()) {
            of(ModelRole.BACKUP).ifPresent(backup -> chain.putIfAbsent(backup.name(), backup));
            last.ifPresent(local -> chain.putIfAbsent(local.name(), local));
        }
        return List.copyOf(chain.values());
    }
}
