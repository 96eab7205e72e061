package usher.chat.conversation.management;

import org.jspecify.annotations.Nullable;

/** What a conversation is called: what somebody named it, else how its first question begins. */
final class Title {
    private static final int LONGEST = 60;
    private static final int SHORTEST = 20;

    private Title() {}

    static String of(@Nullable String given, @Nullable String opening) {
        if (given != null) {
            return given;
        }
        var line = opening == null ? "" : opening.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST) {
            return line;
        }
        int space = line.lastIndexOf(' ', LONGEST);
        int end = space >= SHORTEST ? space : LONGEST;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
