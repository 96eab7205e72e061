package usher.local.shop;

import java.util.Map;

/** Text into HTML. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Puts values, which must be safe HTML already, where the template says {@code {{name}}}. */
    static String fill(String template, Map<String, String> values) {
        String page = template;
        for (var value : values.entrySet()) {
            page = page.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return page;
    }
}
