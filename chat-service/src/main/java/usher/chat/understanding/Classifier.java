package usher.chat.understanding;

import io.smallrye.mutiny.Uni;

/** Something that can tell what a message seems to be. {@code locale} is the page's language, a hint for short messages. */
public interface Classifier {
    Uni<Insight> classify(String text, String locale);
}
