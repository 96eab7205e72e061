package usher.e2e.spine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import usher.e2e.client.Api;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.reconcile.Book;

/** Visitors of one tenant who ask at their own time and write down how it ended. */
final class Crowd {

    private final List<Visitor> visitors;
    private final Book book;
    private int asked;

    private Crowd(List<Visitor> visitors, Book book) {
        this.visitors = visitors;
        this.book = book;
    }

    /** Opens the sessions, while everything is well. */
    static Crowd of(int size, Api api, Tenant tenant, Book book) {
        var visitors = new ArrayList<Visitor>();
        for (int i = 0; i < size; i++) {
            visitors.add(Visitor.open(api, tenant));
        }
        return new Crowd(visitors, book);
    }

    /** Asks so many questions, evenly over the time, each visitor one after the other; returns when all have ended. */
    void ask(int questions, Duration time, String about) {
        int rounds = Math.ceilDiv(questions, visitors.size());
        var lines = new ArrayList<Callable<Void>>();
        for (int v = 0; v < visitors.size(); v++) {
            int first = asked + v;
            int count = Math.min(rounds, Math.ceilDiv(questions - v, visitors.size()));
            var visitor = visitors.get(v);
            lines.add(() -> askInTurn(visitor, first, count, time, about));
        }
        asked += questions;
        all(lines);
    }

    private Void askInTurn(Visitor visitor, int first, int count, Duration time, String about) {
        var start = Instant.now();
        for (int i = 0; i < count; i++) {
            waitUntil(start.plus(time.multipliedBy(i).dividedBy(count)));
            var question = "Question %d about %s, parcel 1042?".formatted(first + i * visitors.size(), about);
            book.note(question, visitor.tryAsk(question));
        }
        return null;
    }

    /** Pacing, not waiting for anything: visitors think before they write. */
    private static void waitUntil(Instant time) {
        var left = Duration.between(Instant.now(), time);
        if (left.isPositive()) {
            LockSupport.parkNanos(left.toNanos());
        }
    }

    private static void all(List<Callable<Void>> lines) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> line : threads.invokeAll(lines)) {
                line.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
