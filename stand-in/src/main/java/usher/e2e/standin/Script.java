package usher.e2e.standin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rules on the request, the newest first: the first rule that matches plays its next step, and its last step for ever.
 * Nothing matching, the answer is derived from the question. May be changed while the stand-in is running.
 */
public final class Script {

    private final List<Rule> rules = new ArrayList<>();

    /** Plays these steps, one a request, whenever the person's question contains the text and no tool has answered yet. */
    public Script onQuestion(String part, Step... steps) {
        return when(request -> !request.answersTools() && request.question().contains(part), steps);
    }

    /** Plays these steps when the last message is a tool's result to a question that contains the text. */
    public Script onResult(String part, Step... steps) {
        return when(request -> request.answersTools() && request.question().contains(part), steps);
    }

    /** Calls this tool with the first number in the question, whenever the tool is offered and there is one. */
    public Script lookUp(String tool) {
        return when(request -> LookUp.fits(request, tool), Step.choose(request -> LookUp.call(request, tool)));
    }

    public synchronized Script when(Predicate<ChatRequest> matches, Step... steps) {
        if (steps.length == 0) {
            throw new IllegalArgumentException("A rule needs at least one step");
        }
        rules.addFirst(new Rule(matches, new ArrayDeque<>(List.of(steps))));
        return this;
    }

    /** Forgets every rule. */
    public synchronized Script clear() {
        rules.clear();
        return this;
    }

    /** The same step so many times, to be followed by others: {@code steps(times(2, serverError()), say("Now"))}. */
    public static Step[] times(int count, Step step, Step... then) {
        var steps = new ArrayList<>(Collections.nCopies(count, step));
        steps.addAll(List.of(then));
        return steps.toArray(Step[]::new);
    }

    synchronized Step next(ChatRequest request) {
        for (var rule : rules) {
            if (rule.matches().test(request)) {
                var steps = rule.steps();
                var step = steps.size() > 1 ? steps.removeFirst() : steps.getFirst();
                return step instanceof Step.Choose(var decide) ? decide.apply(request) : step;
            }
        }
        return Step.derive();
    }

    private record Rule(Predicate<ChatRequest> matches, Deque<Step> steps) {}
}
