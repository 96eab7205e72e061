package usher.chat.turn;

/** What stands in a conversation where a member has decided: on the visitor's side, because it is not the assistant who says it. */
final class TeamWords {
    private TeamWords() {}

    static String in(String locale, boolean confirms) {
        if (locale.startsWith("he")) {
            return confirms ? "[הצוות אישר את הפעולה]" : "[הצוות דחה את הפעולה]";
        }
        return confirms ? "[Our team has approved this.]" : "[Our team has declined this.]";
    }
}
