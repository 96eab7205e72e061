package usher.kit.egress;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts of the installation's own network that every tenant may reach. */
final class PrivateHosts {
    private final Set<Origin> origins;

    PrivateHosts(List<String> texts) {
        origins = texts.stream().map(PrivateHosts::parse).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the installation lets tenants go there; a name of its own may still not lead to a cloud's metadata. */
    boolean contain(Origin origin) {
        return origins.contains(origin);
    }

    static boolean mayLeadTo(InetAddress address) {
        return !address.isLinkLocalAddress() && !address.isAnyLocalAddress() && !address.isMulticastAddress();
    }

    private static Origin parse(String text) {
        var uri = URI.create(text.contains("://") ? text : "https://" + text);
        if (UrlForm.objection(uri).isPresent()
                || uri.getRawPath() != null && !uri.getRawPath().isEmpty()) {
            throw new IllegalStateException(
                    "USHER_EGRESS_PRIVATE_HOSTS takes host, host:port or http://host:port, not " + text);
        }
        return Origin.of(uri);
    }
}
