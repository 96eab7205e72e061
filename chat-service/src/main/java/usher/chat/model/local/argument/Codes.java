package usher.chat.model.local.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts of a given shape: order numbers, e-mail addresses, links, phone numbers, codes. */
final class Codes {
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,5}");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]{1,500}");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d ()-]{5,18}\\d");
    private static final Pattern UUID =
            Pattern.compile("(?i)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");
    private static final Pattern HAS_DIGIT = Pattern.compile(".*\\d.*");
    private static final int LONGEST = 64;

    private Codes() {}

    /** By the schema's format, then by its pattern, then by what its description calls it. */
    static Optional<String> find(Parameter parameter, String text) {
        if (parameter.format("email") || parameter.speaksOf("email", "mail")) {
            return first(EMAIL, text);
        }
        if (parameter.format("uri") || parameter.format("url") || parameter.speaksOf("url", "link")) {
            return first(LINK, text);
        }
        if (parameter.format("uuid")) {
            return first(UUID, text);
        }
        if (parameter.speaksOf("phone", "mobile", "telephone")) {
            return first(PHONE, text);
        }
        return candidates(text).stream().filter(parameter::accepts).findFirst();
    }

    /** Whether a value of the parameter looks like a code rather than words. */
    static boolean isCode(Parameter parameter) {
        return parameter.hasPattern()
                || List.of("email", "uri", "url", "uuid").stream().anyMatch(parameter::format)
                || parameter.speaksOf(
                        "number", "id", "code", "sku", "email", "phone", "tracking", "reference", "zip", "postcode");
    }

    /** Words with digits, bare before decorated, and pairs such as <i>AB 1234</i>. */
    private static List<String> candidates(String text) {
        var words = List.of(text.strip().split("\\s+"));
        var candidates = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i).replaceAll("^[^\\p{L}\\p{N}#]+|[^\\p{L}\\p{N}]+$", "");
            if (HAS_DIGIT.matcher(word).matches() && word.length() <= LONGEST) {
                candidates.add(word.replaceFirst("^#", ""));
                candidates.add(word);
                candidates.add(word.toUpperCase(Locale.ROOT));
                if (i > 0 && words.get(i - 1).length() <= 4) {
                    candidates.add(words.get(i - 1) + word);
                    candidates.add(words.get(i - 1) + "-" + word);
                }
            }
        }
        return candidates;
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
