package usher.chat.model.embedding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vectors of the texts asked for last. */
final class Remembered {
    private final Map<String, float[]> vectors;

    Remembered(int most) {
        vectors = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                return size() > most;
            }
        };
    }

    synchronized float @Nullable [] get(String text) {
        return vectors.get(text);
    }

    synchronized void put(String text, float[] vector) {
        vectors.put(text, vector);
    }
}
