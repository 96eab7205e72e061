package usher.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who spends the CPU: the processes of a scenario by name, each with its children; of this process only itself. */
final class Shares {
    private final Map<String, Long> processes;

    Shares(Map<String, Long> processes) {
        this.processes = processes;
    }

    long pid(String name) {
        var pid = processes.get(name);
        if (pid == null) {
            throw new IllegalArgumentException("Nothing is called " + name + " here");
        }
        return pid;
    }

    /** Resident memory of each, without its children. */
    String memory() {
        return processes.entrySet().stream()
                .map(one -> "%s %d MiB".formatted(one.getKey(), Cores.residentMiB(one.getValue())))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** CPU time of each since its start in nanoseconds. */
    Map<String, Long> now() {
        return processes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> nanos(one.getValue())));
    }

    private static long nanos(long pid) {
        return pid == ProcessHandle.current().pid() ? Cores.cpuNanos(pid) : Cores.cpuNanosOfTree(pid);
    }

    /** What each has spent since then, in microseconds a request. */
    Map<String, Double> microsSince(Map<String, Long> before, long requests) {
        var spent = new TreeMap<String, Double>();
        now().forEach((name, nanos) -> spent.put(name, (nanos - before.getOrDefault(name, 0L)) / 1e3 / requests));
        return spent;
    }

    static String text(Map<String, Double> micros) {
        return micros.entrySet().stream()
                .map(one -> "%s %.0f µs".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
