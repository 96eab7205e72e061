package usher.tool.egress;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import usher.tool.egress.Passage.Admitted;
import usher.tool.egress.Passage.Denied;

/**
 * The guard against server-side request forgery. A name passes only if every address it resolves to passes, because the
 * order of addresses is the other side's choice.
 */
@ApplicationScoped
public class Egress {
    private static final Denied UNKNOWN_HOST = new Denied("The host name of this URL cannot be resolved.");
    private static final Denied NOT_PUBLIC = new Denied("This URL leads to an address that tools may not call.");
    private static final Denied NOT_A_WEB_ADDRESS = new Denied("A tool is called at an absolute https URL.");
    private static final Denied HAS_USER = new Denied("A tool's URL carries no user name, password or fragment.");
    private static final Denied NOT_ENCRYPTED = new Denied("A tool is called over https.");

    private static final int MOST_PORT = 65_535;

    private final EgressConfig config;
    private final Vertx vertx;

    Egress(EgressConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    /** What can be said without asking a name server; for the moment a URL is stored. Every call is checked in full. */
    public Optional<Denied> objection(URI uri) {
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MOST_PORT) {
            return Optional.of(NOT_A_WEB_ADDRESS);
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of(HAS_USER);
        }
        if ("http".equals(uri.getScheme()) && !config.allowPrivate()) {
            return Optional.of(NOT_ENCRYPTED);
        }
        return literal(uri).filter(address -> !admits(uri, address)).map(address -> NOT_PUBLIC);
    }

    public Uni<Passage> admit(URI uri) {
        var objection = objection(uri);
        if (objection.isPresent()) {
            return Uni.createFrom().item(objection.get());
        }
        var known = literal(uri);
        return known.isPresent()
                ? Uni.createFrom().item(new Admitted(uri, known.get()))
                : resolve(uri).map(addresses -> judge(uri, addresses));
    }

    private Passage judge(URI uri, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return UNKNOWN_HOST;
        }
        return addresses.stream().allMatch(address -> admits(uri, address))
                ? new Admitted(uri, addresses.getFirst())
                : NOT_PUBLIC;
    }

    private boolean admits(URI uri, InetAddress address) {
        if ("http".equals(uri.getScheme())) {
            return config.allowPrivate() && address.isLoopbackAddress();
        }
        return config.allowPrivate() || PublicAddresses.contains(address);
    }

    /** The JDK's resolver blocks, so it runs beside the event loop. */
    private Uni<List<InetAddress>> resolve(URI uri) {
        return UniHelper.toUni(vertx.executeBlocking(() -> lookup(uri.getHost()), false));
    }

    private static List<InetAddress> lookup(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }

    private static Optional<InetAddress> literal(URI uri) {
        return Stream.of(uri.getHost())
                .filter(host -> host.startsWith("[") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c)))
                .map(Egress::parse)
                .findFirst();
    }

    /** Something like 1.2.3 is no host of anybody's: 0.0.0.0 stands for it and is not public. */
    private static InetAddress parse(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException malformed) {
            return InetAddress.ofLiteral("0.0.0.0");
        }
    }
}
