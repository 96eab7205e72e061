package usher.tool.invocation.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * As much of a JSON value as fits into about so many characters, in the order it comes. Where something is missing, a text that
 * begins with {@value #MARK} stands in its place: at the end of a cut text, as the last element of an array, as a last member
 * of that name in an object.
 */
public record Excerpt(JsonNode value, boolean truncated) {
    static final String MARK = "[truncated]";
    /** What a mark and the brackets around it take. */
    private static final int RESERVE = 40;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static Excerpt of(JsonNode whole, int most) {
        return whole.toString().length() <= most
                ? new Excerpt(whole, false)
                : new Excerpt(new Cut(most).of(whole), true);
    }

    /** Counts down what is left while it copies. */
    private static final class Cut {
        private int left;

        Cut(int most) {
            this.left = most - RESERVE;
        }

        JsonNode of(JsonNode node) {
            return switch (node) {
                case ObjectNode object -> object(object);
                case ArrayNode array -> array(array);
                case TextNode text -> text(text);
                default -> {
                    left -= node.toString().length();
                    yield node;
                }
            };
        }

        private JsonNode object(ObjectNode object) {
            var kept = JSON.objectNode();
            left -= 2;
            for (var member : object.properties()) {
                int name = member.getKey().length() + 4;
                if (left < name + RESERVE) {
                    kept.put(MARK, more(object.size() - kept.size(), "members"));
                    left = 0;
                    return kept;
                }
                left -= name;
                kept.set(member.getKey(), of(member.getValue()));
            }
            return kept;
        }

        private JsonNode array(ArrayNode array) {
            var kept = JSON.arrayNode();
            left -= 2;
            for (var element : array) {
                if (left < RESERVE) {
                    kept.add(MARK + " " + more(array.size() - kept.size(), "elements"));
                    left = 0;
                    return kept;
                }
                left -= 1;
                kept.add(of(element));
            }
            return kept;
        }

        private JsonNode text(TextNode text) {
            int length = text.toString().length();
            if (length <= left) {
                left -= length;
                return text;
            }
            var whole = text.textValue();
            int end = Math.max(0, Math.min(whole.length(), left) - MARK.length());
            // Escapes make a text longer on the wire than it is; half of what is left is always short enough for most
            // of them.
            while (end > 0
                    && TextNode.valueOf(whole.substring(0, end)).toString().length() > left) {
                end /= 2;
            }
            left = 0;
            return JSON.textNode(whole.substring(0, whole(whole, end)) + MARK);
        }

        /** Not between the two halves of one character. */
        private static int whole(String text, int end) {
            return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        }

        private static String more(int count, String what) {
            return count + " more " + what;
        }
    }
}
