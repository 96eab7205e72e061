package usher.chat.conversation.export;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import usher.chat.conversation.MessageView;
import usher.chat.conversation.management.ConversationSummary;
import usher.chat.understanding.Direction;

/** A conversation as it is laid out for reading, with times in the tenant's zone. */
record Sheet(String title, String language, String began, List<Entry> entries, boolean cut) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    Sheet {
        entries = List.copyOf(entries);
    }

    record Entry(String speaker, String at, String text, List<String> sources) {}

    static Sheet of(ConversationSummary conversation, List<MessageView> messages, Setting setting) {
        var language = conversation.language() == null ? setting.locale() : conversation.language();
        var labels = Labels.in(language);
        var entries = messages.stream()
                .map(message -> entry(message, labels, setting.zone()))
                .toList();
        return new Sheet(
                conversation.title(),
                language,
                labels.began() + " " + minute(conversation.startedAt(), setting.zone()),
                entries,
                setting.cut());
    }

    /** What a sheet needs to know beside the conversation; {@code cut} says that it goes on where the sheet ends. */
    record Setting(String locale, ZoneId zone, boolean cut) {}

    Direction direction() {
        return Direction.of(language);
    }

    String goesOn() {
        return Labels.in(language).goesOn();
    }

    private static Entry entry(MessageView message, Labels labels, ZoneId zone) {
        var at = message.createdAt() == null ? "" : minute(message.createdAt(), zone);
        var sources = message.citations().stream()
                .map(source ->
                        "[" + source.index() + "] " + source.title() + (source.url() == null ? "" : " " + source.url()))
                .toList();
        return new Entry(
                message.role().equals("user") ? labels.visitor() : labels.assistant(), at, message.text(), sources);
    }

    private static String minute(Instant moment, ZoneId zone) {
        return MINUTE.format(moment.atZone(zone));
    }
}
