package usher.chat.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress addresses =
            new ClientAddress(() -> List.of("127.0.0.0/8", "10.0.0.0/8"), new CurrentVertxRequest());

    @Test
    void believesForwardedAddressesOfTrustedProxiesAlone() {
        assertEquals("203.0.113.9", of("127.0.0.1", "203.0.113.9"));
        assertEquals("198.51.100.1", of("198.51.100.1", "203.0.113.9"));
        assertEquals("10.1.2.3", of("10.1.2.3"));
    }

    @Test
    void ignoresWhatAClientWroteIntoTheHeaderItself() {
        assertEquals("203.0.113.9", of("127.0.0.1", "1.1.1.1", "203.0.113.9"));
        assertEquals("203.0.113.9", of("127.0.0.1", "1.1.1.1", "203.0.113.9", "10.0.0.7"));
        assertEquals("127.0.0.1", of("127.0.0.1", "unknown"));
    }

    @Test
    void countsASubscriberOfIpv6AsOne() {
        assertEquals(subscriber("2001:db8:1:2::1"), subscriber("2001:db8:1:2:ffff::9"));
        assertFalse(subscriber("2001:db8:1:2::1").equals(subscriber("2001:db8:1:3::1")));
        assertEquals("203.0.113.9", subscriber("::ffff:203.0.113.9"));
    }

    @Test
    void knowsWhatARangeHolds() {
        var range = AddressRange.parse("203.0.113.77/26");

        assertEquals("203.0.113.64/26", range.toString());
        assertTrue(range.contains(InetAddress.ofLiteral("203.0.113.127")));
        assertFalse(range.contains(InetAddress.ofLiteral("203.0.113.128")));
        assertFalse(range.contains(InetAddress.ofLiteral("2001:db8::1")));
        assertTrue(AddressRange.parse("2001:db8::/32").contains(InetAddress.ofLiteral("2001:db8:ffff::1")));
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse("203.0.113.0/33"));
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse("example.com"));
    }

    @Test
    void writesIdsOfBlocksAsAllIds() {
        var id = new BlockId(UUID.randomUUID());
        var text = new usher.contracts.id.KnowledgeId(id.value()).toString();

        assertEquals(text.substring(4), id.toString().substring(4));
        assertEquals(id, BlockId.fromString(id.toString()));
    }

    private String of(String peer, String... forwarded) {
        var address = addresses.of(peer, List.of(forwarded));
        return address == null ? "" : address.getHostAddress();
    }

    private static String subscriber(String address) {
        return ClientAddress.subscriber(InetAddress.ofLiteral(address));
    }
}
