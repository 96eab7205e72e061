package usher.e2e.standin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the stand-in was asked and what it sent, in its own count. Keeps the newest entries and the totals of all. */
public final class Ledger {

    /** How a request ended, seen from the provider's side. */
    public enum Outcome {
        /** Every byte was handed to the network. */
        ANSWERED,
        /** An error of the script, or a request that the provider refuses. */
        REFUSED,
        /** The script cut the connection. */
        CUT,
        /** The client went away before the answer was complete. */
        ABANDONED
    }

    /**
     * One request.
     *
     * @param id the answer's id; what the client saw contains it
     * @param key the API key that was sent
     * @param question the last message of role user
     * @param text the answer as far as it was sent; empty for tool calls
     * @param status the HTTP status
     */
    public record Entry(
            String id,
            String key,
            String model,
            String question,
            String text,
            int promptTokens,
            int completionTokens,
            int status,
            Outcome outcome) {}

    /** Sums over the entries of one API key. Refused requests count as requests and cost nothing. */
    public record Totals(long requests, long answered, long promptTokens, long completionTokens) {
        static final Totals NONE = new Totals(0, 0, 0, 0);

        Totals plus(Entry entry) {
            return new Totals(
                    requests + 1,
                    answered + (entry.outcome() == Outcome.ANSWERED ? 1 : 0),
                    promptTokens + entry.promptTokens(),
                    completionTokens + entry.completionTokens());
        }
    }

    private final int capacity;
    private final Deque<Entry> newest = new ArrayDeque<>();
    private final Map<String, Totals> totals = new TreeMap<>();

    public Ledger(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Entry entry) {
        totals.merge(entry.key(), Totals.NONE.plus(entry), (before, ignored) -> before.plus(entry));
        if (newest.size() >= capacity) {
            newest.pollFirst();
        }
        if (capacity > 0) {
            newest.addLast(entry);
        }
    }

    /** The newest entries, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(newest);
    }

    /** The entries of one API key, which in our tests is one tenant. */
    public List<Entry> entries(String key) {
        return entries().stream().filter(entry -> entry.key().equals(key)).toList();
    }

    public synchronized Totals totals(String key) {
        return totals.getOrDefault(key, Totals.NONE);
    }

    public synchronized Map<String, Totals> totals() {
        return Map.copyOf(totals);
    }

    public synchronized void clear() {
        newest.clear();
        totals.clear();
    }
}
