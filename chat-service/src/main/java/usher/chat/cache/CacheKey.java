package usher.chat.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

/**
 * All that decides the answer to a question that stands alone. {@code knowledge} grows with what is taught; {@code tools} are
 * those on offer, because a new one might be the better answer.
 */
public record CacheKey(
        TenantId tenant,
        int persona,
        long knowledge,
        String model,
        List<ToolId> tools,
        String locale,
        String question) {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern LAST_PUNCTUATION = Pattern.compile("[\\p{P}\\s]+$");

    public CacheKey {
        tools = List.copyOf(tools);
    }

    /** The key in Redis; the same for questions that differ in case, spaces and the punctuation at their end. */
    String text() {
        var parts = String.join(
                "\n",
                Integer.toString(persona),
                Long.toString(knowledge),
                model,
                tools.stream().map(ToolId::toString).sorted().collect(Collectors.joining(",")),
                locale,
                normal(question));
        return "t:" + tenant + ":cache:" + sha256(parts);
    }

    static String normal(String question) {
        var text = Normalizer.normalize(question, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var spaced = SPACES.matcher(text).replaceAll(" ").strip();
        var bare = LAST_PUNCTUATION.matcher(spaced).replaceAll("");
        return bare.isEmpty() ? spaced : bare;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
