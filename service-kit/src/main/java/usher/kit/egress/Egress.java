package usher.kit.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;
import usher.kit.egress.Passage.Admitted;
import usher.kit.egress.Passage.Denied;

/**
 * The guard against server-side request forgery. A name passes only if every address it resolves to passes, because the
 * order of addresses is the other side's choice. What is denied is logged and counted.
 */
@ApplicationScoped
public class Egress {
    private static final Logger LOG = Logger.getLogger(Egress.class);

    private final EgressConfig config;
    private final PrivateHosts privateHosts;
    private final LocalTargets localTargets;
    private final AllowList allowList;
    private final Lookups lookups;
    private final MeterRegistry meters;

    Egress(EgressConfig config, AllowList allowList, Lookups lookups, MeterRegistry meters) {
        this.config = config;
        this.privateHosts = new PrivateHosts(config.privateHosts().orElse(List.of()));
        this.localTargets = new LocalTargets(config.localTargets().orElse(List.of()));
        this.allowList = allowList;
        this.lookups = lookups;
        this.meters = meters;
    }

    /** What can be said without asking anybody; for the moment a URL is stored. Every call is checked in full. */
    public Optional<Denied> objection(URI uri) {
        return UrlForm.objection(uri).or(() -> objection(Origin.of(uri))).map(Denied::new);
    }

    /** Whether a URL may be called on behalf of a tenant, and at which address. */
    public Uni<Passage> admit(TenantId tenant, URI uri) {
        var objection = objection(uri);
        return objection.isPresent()
                ? deny(tenant, String.valueOf(uri.getHost()), objection.get().why())
                : ask(tenant, Origin.of(uri));
    }

    /** The same for another protocol than HTTP: encryption is the protocol's, and {@code ports} are those it is spoken at. */
    public Uni<Passage> admit(TenantId tenant, String host, int port, Collection<Integer> ports) {
        var origin = new Origin(true, host, port);
        if (!HostForm.isClear(origin.host())) {
            return deny(tenant, host, Denial.HOST_UNCLEAR);
        }
        if (!isOwn(origin) && !ports.contains(port)) {
            return deny(tenant, host, Denial.PORT_NOT_ALLOWED);
        }
        var unreachable = HostForm.address(origin.host()).filter(address -> !leadsOut(origin, address));
        return unreachable.isPresent() ? deny(tenant, host, Denial.NOT_PUBLIC) : ask(tenant, origin);
    }

    private Optional<Denial> objection(Origin origin) {
        boolean own = isOwn(origin);
        if (!origin.encrypted() && !own) {
            return Optional.of(Denial.NOT_ENCRYPTED);
        }
        if (!own && !config.ports().contains(origin.port())) {
            return Optional.of(Denial.PORT_NOT_ALLOWED);
        }
        return HostForm.address(origin.host())
                .filter(address -> !leadsOut(origin, address))
                .map(address -> Denial.NOT_PUBLIC);
    }

    /** Named by whoever runs the installation. */
    private boolean isOwn(Origin origin) {
        return localTargets.contain(origin) || privateHosts.contain(origin);
    }

    /** The list comes before the name server: a host that may not be called is not even asked for. */
    private Uni<Passage> ask(TenantId tenant, Origin origin) {
        return allowList.allows(tenant, origin.host()).chain(allowed -> {
            if (!allowed) {
                return deny(tenant, origin.host(), Denial.HOST_NOT_LISTED);
            }
            var literal = HostForm.address(origin.host());
            return literal.isPresent()
                    ? judge(tenant, origin, List.of(literal.get()))
                    : lookups.find(tenant, origin.host()).chain(found -> judge(tenant, origin, found));
        });
    }

    private Uni<Passage> judge(TenantId tenant, Origin origin, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return deny(tenant, origin.host(), Denial.HOST_UNKNOWN);
        }
        return addresses.stream().allMatch(address -> leadsOut(origin, address))
                ? Uni.createFrom().item(new Admitted(origin, addresses.getFirst()))
                : deny(tenant, origin.host(), Denial.NOT_PUBLIC);
    }

    private boolean leadsOut(Origin origin, InetAddress address) {
        if (localTargets.contain(origin)) {
            return address.isLoopbackAddress();
        }
        if (privateHosts.contain(origin)) {
            return PrivateHosts.mayLeadTo(address);
        }
        return origin.encrypted() && PublicAddresses.contains(address);
    }

    /** Of the URL only the host is told: paths and queries of webhooks are secrets to some. */
    private Uni<Passage> deny(TenantId tenant, String host, Denial why) {
        var reason = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        LOG.infof("An outgoing call was refused tenant=%s host=%s reason=%s", tenant, printable(host), reason);
        meters.counter("usher.kit.egress.refused", "reason", reason).increment();
        return Uni.createFrom().item(new Denied(why));
    }

    private static String printable(String host) {
        var plain = host.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > 100 ? plain.substring(0, 100) : plain;
    }
}
