package usher.tool.mcp.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Scopes as RFC 6749, section 3.3, spells them; what is spelled otherwise is left out, and what is too many. */
public record Scopes(List<String> names) {
    private static final Pattern NAME = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    private static final int MOST = 100;

    public Scopes {
        names = names.stream()
                .filter(name -> NAME.matcher(name).matches())
                .distinct()
                .limit(MOST)
                .toList();
    }

    public static Scopes of(String text) {
        return new Scopes(Arrays.asList(text.strip().split(" +")));
    }

    static Scopes of(JsonNode list) {
        return new Scopes(StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }

    public static boolean isWellSpelled(String text) {
        return text.isBlank()
                || Stream.of(text.strip().split(" +"))
                        .allMatch(name -> NAME.matcher(name).matches());
    }

    public Scopes and(Scopes more) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(more.names);
        return new Scopes(List.copyOf(all));
    }

    public boolean contains(String name) {
        return names.contains(name);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public String text() {
        return String.join(" ", names);
    }
}
