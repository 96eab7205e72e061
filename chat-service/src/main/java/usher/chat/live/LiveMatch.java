package usher.chat.live;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import usher.chat.model.language.Stem;
import usher.chat.model.language.Words;
import usher.contracts.event.LiveSource;

/** Which sources a question is about: by the words that the tenant named, whatever their inflection, and by who answers. */
public final class LiveMatch {
    private static final int MOST = 3;

    private LiveMatch() {}

    /** The first few in the tenant's order. {@code identity} is empty for an anonymous visitor, who is asked about nobody. */
    public static List<LiveSource> of(
            List<LiveSource> sources, String question, String persona, Map<String, Object> identity) {
        if (sources.isEmpty()) {
            return List.of();
        }
        var said = stems(question);
        return sources.stream()
                .filter(source -> !source.needsIdentity() || !identity.isEmpty())
                .filter(source -> isFor(source, persona))
                .filter(source -> isAbout(source, said))
                .limit(MOST)
                .toList();
    }

    private static boolean isFor(LiveSource source, String persona) {
        return source.personas().isEmpty() || source.personas().stream().anyMatch(persona::equalsIgnoreCase);
    }

    private static boolean isAbout(LiveSource source, List<String> said) {
        return source.words().isEmpty()
                || source.words().stream()
                        .map(LiveMatch::stems)
                        .anyMatch(phrase -> !phrase.isEmpty() && Collections.indexOfSubList(said, phrase) >= 0);
    }

    private static List<String> stems(String text) {
        return Words.of(text).stream().map(Stem::of).toList();
    }
}
