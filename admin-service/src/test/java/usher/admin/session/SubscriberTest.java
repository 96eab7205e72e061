package usher.admin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {
    private static final String NETWORK = "20010db800020001";

    /** The last three are what Quarkus makes of addresses that were forwarded without brackets. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8:2:1::7",
                "2001:db8:2:1:ffff::7",
                "[2001:db8:2:1::7]",
                "2001:db8:2:1:",
                "2001:db8:2:1:0:0:0",
                "2001:db8:2:1::5"
            })
    void countsANetworkOfIpv6AsOne(String address) {
        assertEquals(NETWORK, Subscriber.of(SocketAddress.inetSocketAddress(7, address)));
    }

    @Test
    void tellsOthersApart() {
        assertNotEquals(NETWORK, Subscriber.of(SocketAddress.inetSocketAddress(7, "2001:db8:2:2::7")));
        assertEquals("203.0.113.9", Subscriber.of(SocketAddress.inetSocketAddress(7, "203.0.113.9")));
    }
}
