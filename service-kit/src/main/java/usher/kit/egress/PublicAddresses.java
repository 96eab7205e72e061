package usher.kit.egress;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from all others by IANA's special-purpose registries
 * (iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry): in IPv6 only 2000::/3 is public, less
 * the ranges that carry IPv4 addresses inside or are documentation.
 */
final class PublicAddresses {
    private static final List<Range> NOT_PUBLIC_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");
    private static final List<Range> PUBLIC_V6 = ranges("2000::/3");
    private static final List<Range> NOT_PUBLIC_V6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "3ffe::/16");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        return address.getAddress().length == 4
                ? NOT_PUBLIC_V4.stream().noneMatch(range -> range.contains(address))
                : PUBLIC_V6.stream().anyMatch(range -> range.contains(address))
                        && NOT_PUBLIC_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<Range> ranges(String... texts) {
        return List.of(texts).stream().map(Range::parse).toList();
    }

    private record Range(BigInteger network, int addressBits, int prefixBits) {
        static Range parse(String text) {
            int slash = text.indexOf('/');
            byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            return new Range(
                    new BigInteger(1, address), address.length * 8, Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            int rest = addressBits - prefixBits;
            return bytes.length * 8 == addressBits
                    && new BigInteger(1, bytes).shiftRight(rest).equals(network.shiftRight(rest));
        }
    }
}
