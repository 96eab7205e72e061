package usher.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a platform is to be started.
 *
 * @param root the project, where the built services lie
 * @param folder data, logs and secrets
 * @param parts what is started; the rest is absent or runs elsewhere
 * @param environment for every service, over what the platform itself sets
 * @param own for single services, over everything else
 * @param replicas ports of further replicas that somebody else starts
 * @param kafkaProxy the port of a proxy in front of Kafka
 * @param caches whether start-up caches are used, and made where they are missing
 */
public record Settings(
        Path root,
        Path folder,
        PortPlan ports,
        Set<Part> parts,
        Map<String, String> environment,
        Map<Part, Map<String, String>> own,
        Map<Part, List<Integer>> replicas,
        OptionalInt kafkaProxy,
        Caches caches) {

    private static final String LOCAL_TARGETS = "USHER_EGRESS_LOCAL_TARGETS";

    /** What to do about start-up caches. */
    public enum Caches {
        USE_AND_MAKE,
        USE
    }

    public Settings {
        root = root.toAbsolutePath().normalize();
        folder = folder.toAbsolutePath().normalize();
        parts = Set.copyOf(parts);
        environment = Map.copyOf(environment);
        own = Map.copyOf(own);
        replicas = Map.copyOf(replicas);
    }

    /**
     * For people: the usual ports, data in {@code .usher} of the project. Of what listens on this machine tools may call the demo
     * shop, and what the environment names.
     */
    public static Settings installed(Path root, Map<String, String> environment) {
        var ports = PortPlan.usual(environment);
        var callable = Stream.of("127.0.0.1:" + ports.of(Part.SHOP), environment.getOrDefault(LOCAL_TARGETS, ""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(","));
        return new Settings(
                root,
                root.resolve(".usher"),
                ports,
                startedHere(environment),
                Map.of(),
                Map.of(Part.TOOL, Map.of(LOCAL_TARGETS, callable)),
                Map.of(),
                OptionalInt.empty(),
                Caches.USE_AND_MAKE);
    }

    /**
     * For tests: free ports, data in a new folder below {@code target} of the working directory. Their stand-ins listen anywhere on
     * this machine, so all of it may be called.
     */
    public static Settings temporary(Path root) {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            return new Settings(
                    root,
                    Files.createTempDirectory(target, "platform"),
                    PortPlan.free(),
                    startedHere(System.getenv()),
                    Map.of(LOCAL_TARGETS, "127.0.0.1:*,localhost:*"),
                    Map.of(),
                    Map.of(),
                    OptionalInt.empty(),
                    Caches.USE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All parts but the infrastructure that the environment says is elsewhere. */
    private static Set<Part> startedHere(Map<String, String> environment) {
        var parts = EnumSet.allOf(Part.class);
        if (environment.containsKey("USHER_POSTGRES_URL")) {
            parts.remove(Part.POSTGRES);
        }
        if (environment.containsKey("USHER_REDIS_URL")) {
            parts.remove(Part.REDIS);
        }
        if (environment.containsKey("USHER_KAFKA_BOOTSTRAP")) {
            parts.remove(Part.KAFKA);
        }
        return parts;
    }

    /** Where this part listens, also before it is started: a test puts proxies in between by this. */
    public int port(Part part) {
        return ports.of(part);
    }

    public int managementPort(Part service) {
        return ports.management(service);
    }

    /** The ports of all replicas of this service that the gateway knows. */
    int[] upstreams(Part service) {
        return IntStream.concat(
                        IntStream.of(port(service)),
                        replicas.getOrDefault(service, List.of()).stream().mapToInt(Integer::intValue))
                .toArray();
    }

    /** The gateway shares the work of this service with a further replica, which the caller starts on that port. */
    public Settings alsoAt(Part service, int port) {
        var more = new EnumMap<Part, List<Integer>>(Part.class);
        more.putAll(replicas);
        more.merge(
                service,
                List.of(port),
                (known, added) -> Stream.concat(known.stream(), added.stream()).toList());
        return new Settings(root, folder, ports, parts, environment, own, more, kafkaProxy, caches);
    }

    /** Only these parts. */
    public Settings only(Set<Part> chosen) {
        return new Settings(root, folder, ports, chosen, environment, own, replicas, kafkaProxy, caches);
    }

    public Settings infraOnly() {
        return only(Part.infra());
    }

    public Settings without(Set<Part> absent) {
        var left = new HashSet<>(parts);
        left.removeAll(absent);
        return only(left);
    }

    /** A variable for every service. */
    public Settings with(String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return new Settings(root, folder, ports, parts, more, own, replicas, kafkaProxy, caches);
    }

    /** A variable for one service. */
    public Settings with(Part service, String name, String value) {
        var more = new EnumMap<Part, Map<String, String>>(Part.class);
        more.putAll(own);
        var variables = new HashMap<>(more.getOrDefault(service, Map.of()));
        variables.put(name, value);
        more.put(service, variables);
        return new Settings(root, folder, ports, parts, environment, more, replicas, kafkaProxy, caches);
    }

    /**
     * Kafka also listens on {@link #kafkaBehindProxy} and tells clients that come there to stay with {@code proxy}. Start a
     * proxy on that port and give the services its address as USHER_KAFKA_BOOTSTRAP.
     */
    public Settings kafkaBehind(int proxy) {
        return new Settings(root, folder, ports, parts, environment, own, replicas, OptionalInt.of(proxy), caches);
    }

    public int kafkaBehindProxy() {
        return ports.behindProxy();
    }

    Path log(Part part) {
        return folder.resolve("logs").resolve(part.label() + ".log");
    }

    Path data(Part part) {
        return folder.resolve("data").resolve(part.label());
    }

    /** Where the pids of living children are kept. */
    Path children() {
        return folder.resolve("children");
    }

    Path secrets() {
        return folder.resolve("secrets.properties");
    }
}
