package usher.chat.model.local.argument;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor said towards one request, newest first, on which day, and which parameter the newest line was asked for.
 */
public record Said(
        List<String> lines, LocalDate today, @Nullable String askedFor) {
    public Said {
        lines = List.copyOf(lines);
    }

    boolean wasAskedFor(Parameter parameter) {
        return parameter.name().equals(askedFor);
    }
}
