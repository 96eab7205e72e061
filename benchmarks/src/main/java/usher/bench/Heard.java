package usher.bench;

import io.vertx.core.buffer.Buffer;

/**
 * One stream of server-sent events as its client hears it. An event that is numbered must follow the one before; the first
 * token is the first event that carries a text. A provider's stream has no numbers, and its last event is {@code [DONE]}.
 */
final class Heard {
    private final StringBuilder open = new StringBuilder();
    private long frames;
    private long number;
    private long lost;
    private boolean spoke;
    private boolean ended;
    private boolean closed;

    void hear(Buffer chunk) {
        open.append(chunk);
        int from = 0;
        for (int end = open.indexOf("\n\n", from); end >= 0; end = open.indexOf("\n\n", from)) {
            event(open.substring(from, end));
            from = end + 2;
        }
        open.delete(0, from);
    }

    private void event(String event) {
        int data = event.indexOf("data: ");
        if (data < 0) {
            return;
        }
        frames++;
        if (event.startsWith("id: ")) {
            long next = Long.parseLong(event.substring("id: ".length(), event.indexOf('\n')));
            lost += next - number - 1;
            number = next;
        }
        spoke |=
                event.contains("text.delta") || event.contains("\"content\":\"") && !event.contains("\"content\":\"\"");
        ended |= event.contains("turn.completed") || event.endsWith("[DONE]");
    }

    /** True the first time. */
    boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    boolean spoke() {
        return spoke;
    }

    long frames() {
        return frames;
    }

    long lost() {
        return lost + (ended ? 0 : 1);
    }
}
