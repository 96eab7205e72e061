package usher.chat.model;

import java.util.regex.Pattern;

/** The tags that mark in a prompt what is information; nothing said or taught may write them itself. */
public final class Fences {
    private static final Pattern FENCE = Pattern.compile(
            "<(?=\\s*/?\\s*(?:passages?|summary|rules|system|instructions)\\b)", Pattern.CASE_INSENSITIVE);

    private Fences() {}

    /** The same text with every imitated tag made readable but harmless. */
    public static String inert(String text) {
        return text.indexOf('<') < 0 ? text : FENCE.matcher(text).replaceAll("‹");
    }
}
