package usher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which core a process runs on, and what it has cost. Linux only, by {@code taskset} and {@code /proc}. */
final class Cores {

    /** Linux has reported process times in hundredths of a second for as long as it has had {@code /proc}. */
    private static final double NANOS_PER_TICK = 1e7;

    private static final int UTIME = 13;
    private static final int STIME = 14;

    private Cores() {}

    /** Moves a process with all its threads; what it starts later follows. */
    static void pin(long pid, int core) {
        try {
            var taskset = new ProcessBuilder("taskset", "-a", "-cp", Integer.toString(core), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new IllegalStateException("taskset could not pin " + pid + " to core " + core);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("taskset is needed to pin processes (package util-linux)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** CPU time of a process since its start, user and system, in nanoseconds. */
    static long cpuNanos(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in parentheses may hold spaces: fields are counted after it, the state being the third.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[UTIME - 2]) + Long.parseLong(fields[STIME - 2]);
            return (long) (ticks * NANOS_PER_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #cpuNanos}, with what the processes it started have used so far. */
    static long cpuNanosOfTree(long pid) {
        return cpuNanos(pid)
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(child -> cpuNanos(child.pid()))
                        .sum();
    }

    /** Resident memory in MiB. */
    static long residentMiB(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
