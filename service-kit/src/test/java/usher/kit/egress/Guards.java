package usher.kit.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.kit.test.Settings;

/** Guards with a name server of the test's own, which may change its mind. */
public final class Guards {
    public static final TenantId TENANT = new TenantId(UUID.randomUUID());

    private Guards() {}

    /** The addresses of a name as literals; none for a name that is unknown. */
    public interface Names {
        List<String> of(String host);
    }

    /** Every tenant may call every host; {@code said} are settings without their prefix. */
    public static Egress guard(Vertx vertx, Map<String, String> said, Names names) {
        return guard(vertx, said, names, (tenant, host) -> Uni.createFrom().item(true), new SimpleMeterRegistry());
    }

    static Egress guard(Vertx vertx, Map<String, String> said, Names names, AllowList list, MeterRegistry meters) {
        var settings = new HashMap<String, String>();
        said.forEach((name, value) -> settings.put("usher.egress." + name, value));
        var config = Settings.of(EgressConfig.class, settings);
        return new Egress(config, list, new Lookups(host -> addresses(names, host), config, vertx), meters);
    }

    private static List<InetAddress> addresses(Names names, String host) throws UnknownHostException {
        var found = names.of(host);
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return found.stream().map(InetAddress::ofLiteral).toList();
    }
}
