package usher.kit.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list. {@code nextCursor} is what to pass as {@code starting_after} for the next one, absent at the end. */
public record Page<T>(
        String object,
        List<T> data,
        boolean hasMore,
        @Nullable String nextCursor) {

    /** From rows fetched with {@link PageRequest#fetch()}: one more than the limit when there are more. */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, String> id) {
        boolean more = rows.size() > request.limit();
        var data = more ? rows.subList(0, request.limit()) : rows;
        return new Page<>("list", List.copyOf(data), more, more ? id.apply(data.getLast()) : null);
    }
}
