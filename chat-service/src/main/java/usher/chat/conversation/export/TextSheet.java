package usher.chat.conversation.export;

/** A sheet as plain text. */
final class TextSheet {
    private TextSheet() {}

    static String of(Sheet sheet) {
        var text = new StringBuilder(sheet.title())
                .append('\n')
                .append(sheet.began())
                .append('\n');
        for (var entry : sheet.entries()) {
            text.append('\n')
                    .append(entry.at())
                    .append("  ")
                    .append(entry.speaker())
                    .append(":\n");
            text.append(entry.text().strip()).append('\n');
            entry.sources().forEach(source -> text.append("  ").append(source).append('\n'));
        }
        if (sheet.cut()) {
            text.append('\n').append(sheet.goesOn()).append('\n');
        }
        return text.toString();
    }
}
