package usher.local.infra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a child process runs.
 *
 * @param environment added to our own
 * @param log where its output is appended
 * @param patience how long a polite stop may take before it is killed
 */
public record Command(
        String name, List<String> words, Map<String, String> environment, Path log, Signal signal, Duration patience) {

    private static final Duration SHORT = Duration.ofSeconds(15);

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String name, Path log, List<String> words) {
        return new Command(name, words, Map.of(), log, Signal.TERM, SHORT);
    }

    public Command with(Map<String, String> environment) {
        return new Command(name, words, environment, log, signal, patience);
    }

    public Command patient(Duration patience) {
        return new Command(name, words, environment, log, signal, patience);
    }

    Command stoppedBy(Signal signal) {
        return new Command(name, words, environment, log, signal, patience);
    }
}
