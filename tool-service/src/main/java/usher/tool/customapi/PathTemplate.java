package usher.tool.customapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with placeholders, for example {@code /orders/{order}/items}. An argument fills a place within one segment and cannot
 * leave it: what it is made of is percent-encoded, and a value that some server on the way could still read as a way up or
 * as nothing at all is refused (RFC 3986, section 3.3; dots stay dots when they are encoded).
 */
record PathTemplate(String text) {
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%{}-]*)+");
    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");
    private static final Pattern ENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})|(?i:%2f|%5c|%2e)");

    /** Whether it can be a path: no query, no way up, no empty segment within. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && !ENCODED.matcher(text).find()
                && !text.contains("//")
                && Arrays.stream(text.split("/")).noneMatch(PathTemplate::isDots);
    }

    String fill(ObjectNode arguments) {
        var filled = new StringBuilder();
        for (var segment : text.substring(1).split("/", -1)) {
            filled.append('/').append(segment(segment, arguments));
        }
        return filled.toString();
    }

    private static String segment(String template, ObjectNode arguments) {
        var segment = template;
        for (var name : Placeholders.in(template)) {
            segment = segment.replaceAll(
                    Pattern.quote("{" + name + "}"),
                    Matcher.quoteReplacement(PercentEncoding.of(value(name, arguments))));
        }
        if (isDots(segment)) {
            throw new Unusable("A path cannot have the segment " + segment + ".");
        }
        return segment;
    }

    private static String value(String name, ObjectNode arguments) {
        if (!arguments.hasNonNull(name)) {
            throw new Unusable("Missing: " + name + ".");
        }
        var value = Placeholders.text(arguments.get(name));
        boolean leaves = Arrays.stream(SEPARATORS.split(value, -1)).anyMatch(PathTemplate::isDots);
        if (value.isEmpty() || leaves || value.codePoints().anyMatch(Character::isISOControl)) {
            throw new Unusable("Invalid: " + name + " cannot be part of a path.");
        }
        return value;
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }
}
