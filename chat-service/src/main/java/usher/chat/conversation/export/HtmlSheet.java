package usher.chat.conversation.export;

import java.util.stream.Collectors;

/** A sheet as the XHTML page that the PDF is made of. Each message runs in the direction of its own first letter. */
final class HtmlSheet {
    private static final String STYLE = """
            @page { size: A4; margin: 18mm 18mm 20mm; @bottom-center { content: counter(page) " / " counter(pages);
              font-family: 'DejaVu Sans'; font-size: 8pt; color: #666 } }
            body { font-family: 'DejaVu Sans'; font-size: 10pt; line-height: 1.45; color: #1a1a1a }
            h1 { font-size: 15pt; margin: 0 0 2mm }
            .quiet { color: #666; font-size: 8.5pt }
            .message { margin: 5mm 0 0; page-break-inside: avoid }
            .speaker { font-weight: 700; font-size: 9pt }
            .text { white-space: pre-wrap; word-wrap: break-word; margin: 1mm 0 0 }
            .rtl { direction: rtl; text-align: right }
            .ltr { direction: ltr; text-align: left }
            """;

    private HtmlSheet() {}

    static String of(Sheet sheet) {
        var entries = sheet.entries().stream().map(HtmlSheet::entry).collect(Collectors.joining());
        var end = sheet.cut() ? "<p class=\"quiet\">" + escaped(sheet.goesOn()) + "</p>" : "";
        return """
                <html><head><title>%s</title><style>%s</style></head>
                <body dir="%s"><h1 class="%s">%s</h1><div class="quiet">%s</div>%s%s</body></html>""".formatted(
                        escaped(sheet.title()),
                        STYLE,
                        sheet.direction().text(),
                        direction(sheet.title()),
                        escaped(sheet.title()),
                        escaped(sheet.began()),
                        entries,
                        end);
    }

    private static String entry(Sheet.Entry entry) {
        var sources = entry.sources().stream()
                .map(source -> "<div class=\"quiet " + direction(source) + "\">" + escaped(source) + "</div>")
                .collect(Collectors.joining());
        return """
                <div class="message"><div><span class="speaker">%s</span> <span class="quiet">%s</span></div>
                <div class="text %s" dir="%s">%s</div>%s</div>""".formatted(
                        escaped(entry.speaker()),
                        escaped(entry.at()),
                        direction(entry.text()),
                        direction(entry.text()),
                        escaped(entry.text().strip()),
                        sources);
    }

    private static String direction(String text) {
        var first = text.codePoints()
                .map(Character::getDirectionality)
                .filter(way -> way == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                .findFirst()
                .orElse(Character.DIRECTIONALITY_LEFT_TO_RIGHT);
        return first == Character.DIRECTIONALITY_LEFT_TO_RIGHT ? "ltr" : "rtl";
    }

    /** Also without what XML cannot hold. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (point == '\n'
                            || point == '\t'
                            || (point >= ' '
                                    && point != 0xFFFE
                                    && point != 0xFFFF
                                    && (point < 0xD800 || point > 0xDFFF))) {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
