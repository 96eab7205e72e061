package usher.kit.egress;

import java.util.List;
import java.util.stream.Stream;

/** The ways in which programs write or carry an IPv4 address; {@code bits} is the address. */
public final class NumericForms {
    private NumericForms() {}

    public static String dotted(int bits) {
        return "%d.%d.%d.%d".formatted(at(bits, 24), at(bits, 16), at(bits, 8), at(bits, 0));
    }

    /** What {@code inet_aton} and browsers read as the address, the plain form left out. */
    public static List<String> all(int bits) {
        long number = Integer.toUnsignedLong(bits);
        int a = at(bits, 24);
        int b = at(bits, 16);
        int c = at(bits, 8);
        int d = at(bits, 0);
        int low16 = bits & 0xffff;
        int low24 = bits & 0xffffff;
        return List.of(
                Long.toString(number),
                "0" + Long.toOctalString(number),
                "0x" + Long.toHexString(number),
                "0X%08X".formatted(number),
                "%d.%d".formatted(a, low24),
                "%d.%d.%d".formatted(a, b, low16),
                "0x%x.0x%x".formatted(a, low24),
                "0x%x.%d.0%o".formatted(a, b, low16),
                "0x%x.0x%x.0x%x.0x%x".formatted(a, b, c, d),
                "0%o.0%o.0%o.0%o".formatted(a, b, c, d),
                "%04d.%d.%d.%d".formatted(a, b, c, d),
                "%d.%d.%d.0%o".formatted(a, b, c, d),
                "%d.%d.%d.0x%x".formatted(a, b, c, d),
                "%d.%d.%d.%d".formatted(a + 256, b, c, d),
                "%d.%d.%d.%d.".formatted(a, b, c, d),
                "%d。%d。%d。%d".formatted(a, b, c, d),
                "%d%%2e%d%%2e%d%%2e%d".formatted(a, b, c, d),
                wide(dotted(bits)));
    }

    /** Mapped, compatible, NAT64 of both kinds, 6to4 and Teredo; see RFC 4291, 6052, 8215, 3056 and 4380. */
    public static List<String> inIpv6(int bits) {
        var words = "%x:%x".formatted(bits >>> 16, bits & 0xffff);
        var inverted = "%x:%x".formatted(~bits >>> 16, ~bits & 0xffff);
        return Stream.of(
                        "::ffff:" + dotted(bits),
                        "::ffff:" + words,
                        "0:0:0:0:0:ffff:" + words,
                        "::" + dotted(bits),
                        "::" + words,
                        "::ffff:0:" + words,
                        "64:ff9b::" + words,
                        "64:ff9b::" + dotted(bits),
                        "64:ff9b:1::" + words,
                        "2002:" + words + "::",
                        "2002:" + words + "::1",
                        "2001::" + inverted,
                        "2001:0:" + words + "::" + inverted,
                        "fe80::5efe:" + words)
                .map(form -> "[" + form + "]")
                .toList();
    }

    private static int at(int bits, int shift) {
        return bits >>> shift & 0xff;
    }

    private static String wide(String digits) {
        return digits.chars()
                .map(c -> c == '.' ? '.' : c - '0' + '０')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
