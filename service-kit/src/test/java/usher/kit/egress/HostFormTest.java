package usher.kit.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostFormTest {
    private static final int TRIES = 5_000;
    private static final long SEED = 20_261_127;

    /** Whatever address it is: only four plain decimal bytes are taken for one. */
    @Test
    void takesNoNumberForAnAddressButFourPlainBytes() {
        var random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            int bits = random.nextInt();
            var plain = NumericForms.dotted(bits);
            assertEquals(plain, HostForm.address(plain).orElseThrow().getHostAddress());
            for (var form : NumericForms.all(bits)) {
                assertFalse(HostForm.isClear(form), () -> form + " stands for " + plain);
            }
        }
    }

    /** An IPv6 address that carries an IPv4 address leads nowhere, or is judged as that address. */
    @Test
    void seesThroughAddressesInsideAddresses() {
        var random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            int bits = random.nextInt();
            boolean isPublic = PublicAddresses.contains(InetAddress.ofLiteral(NumericForms.dotted(bits)));
            for (var form : NumericForms.inIpv6(bits)) {
                var address = HostForm.address(form).orElseThrow(() -> new AssertionError(form));
                assertEquals(
                        isPublic && address.getAddress().length == 4,
                        PublicAddresses.contains(address),
                        () -> form + " carries " + NumericForms.dotted(bits));
            }
        }
    }

    /** Whatever a URL is made of, what passes without a name server is a public address at an allowed port. */
    @Test
    void passesNoLiteralThatIsNotPublic() {
        var random = new Random(SEED);
        var vertx = Vertx.vertx();
        var guard = Guards.guard(vertx, Map.of(), host -> List.of());
        var parts =
                List.of("1", "127", "0x7f", "0177", ".", ":", "[", "]", "::", "@", "%", "0", "ffff", "a", "-", "443");
        for (int i = 0; i < TRIES; i++) {
            var host = Stream.generate(() -> parts.get(random.nextInt(parts.size())))
                    .limit(1 + random.nextInt(8))
                    .reduce("", String::concat);
            var uri = uri("https://" + host + "/");
            if (guard.objection(uri).isEmpty()) {
                assertEquals(443, Origin.of(uri).port(), host);
                HostForm.address(uri.getHost())
                        .ifPresent(address -> assertTrue(PublicAddresses.contains(address), host));
            }
        }
        vertx.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "-a",
                "a-",
                "a_b",
                "a b",
                "a%2eb",
                "127。0。0。1",
                "１２７.0.0.1",
                "ⓛocalhost",
                "a\\b",
                "a\u0000b",
                "a\tb",
                "a\nb",
                "[::1",
                "::1",
                "[fe80::1%25eth0]",
                "[fe80::1%eth0]",
                "[1.1.1.1]",
                "[v1.a]",
                "[:::1]",
                "a.0x",
                "a.1",
                "1.2.3",
                "256.0.0.1",
                "01.1.1.1"
            })
    void refusesWhatIsNoPlainHost(String host) {
        assertFalse(HostForm.isClear(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a.b", "A-1.example", "xn--bcher-kva.example", "1a.example", "[2606:4700::1]"})
    void takesNamesAndAddresses(String host) {
        assertTrue(HostForm.isClear(host));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            return URI.create("x:y");
        }
    }
}
