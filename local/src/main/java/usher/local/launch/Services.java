package usher.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import usher.local.infra.Child;
import usher.local.infra.Command;
import usher.local.infra.Ledger;
import usher.local.infra.Patience;
import usher.local.infra.Programs;
import usher.local.infra.StartFailure;

/** Starts the four services from their built jars. */
final class Services {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** Long enough to finish what is under way, and to write a recording for the start-up cache. */
    private static final Duration POLITE_STOP = Duration.ofSeconds(40);

    private final Settings settings;
    private final Ledger ledger;
    private final HttpClient http;

    Services(Settings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER)
                .build();
    }

    /** Where the built service is; empty when it has not been built. */
    static Optional<Path> jar(Path root, Part service) {
        Path target = root.resolve(service.label() + "-service").resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*-runner.jar")) {
            for (Path jar : jars) {
                return Optional.of(jar);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it is ready. */
    CachedRun start(Part service, Map<String, String> environment) {
        Path jar = jar(settings.root(), service)
                .orElseThrow(() -> new StartFailure(
                        service.label() + "-service is not built: run ./usher up, which builds what is missing."));
        // A heap that begins small: left alone it begins with a sixty-fourth of the machine's memory and is soon
        // touched whole.
        var flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xms64m"));
        flags.addAll(service.jvm());
        var code = List.of("-jar", jar.toString());
        var cache = StartCache.of(settings, service.label(), jar, flags, code);
        var words = new ArrayList<>(List.of(Programs.java()));
        words.addAll(cache.options(settings.caches()));
        words.addAll(code);
        var command = Command.of(service.label(), settings.log(service), words)
                .with(environment)
                .patient(POLITE_STOP);
        var run = new CachedRun(Child.start(command, ledger), cache);
        waitUntilReady(service, run.child());
        return run;
    }

    private void waitUntilReady(Part service, Child child) {
        URI ready = URI.create("http://127.0.0.1:" + settings.managementPort(service) + "/q/health/ready");
        if (!Patience.until(LIMIT, child, () -> answersOk(ready))) {
            child.kill();
            throw new StartFailure(service.label() + "-service did not become ready. The end of " + child.log() + ":\n"
                    + child.lastLines(15));
        }
    }

    private boolean answersOk(URI uri) {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
