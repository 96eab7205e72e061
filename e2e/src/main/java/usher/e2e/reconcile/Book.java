package usher.e2e.reconcile;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import usher.e2e.client.Answer;

/** What the clients of a test saw, written down as it happens, from any thread. */
public final class Book {

    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** Notes how a question ended; null stands for a broken connection. */
    public Seen note(String question, @Nullable Answer answer) {
        var entry = entry(question, answer);
        seen.add(entry);
        return entry;
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public long acknowledged() {
        return seen.stream().filter(Seen::acknowledged).count();
    }

    private static Seen entry(String question, @Nullable Answer answer) {
        if (answer == null) {
            return Seen.lost(question);
        }
        return answer.ok()
                ? Seen.answered(question, answer.text("/turn"), answer.text("/message/text"))
                : Seen.refused(
                        question,
                        answer.status(),
                        answer.code(),
                        answer.json().path("detail").textValue());
    }
}
