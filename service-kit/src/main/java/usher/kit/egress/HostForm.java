package usher.kit.egress;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a host may be written. What programs read differently, such as 127.1, 0x7f000001 or 0177.0.0.1, is refused and not
 * interpreted. "Ends in a number" is the test of the URL standard (url.spec.whatwg.org, "ends-in-a-number checker").
 */
public final class HostForm {
    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F.]*:[0-9a-fA-F:.]+]");

    private HostForm() {}

    public static boolean isClear(String host) {
        return isAddress(host) || isName(host);
    }

    public static boolean isName(String host) {
        return host.length() <= LONGEST
                && NAME.matcher(host).matches()
                && !ENDS_IN_NUMBER.matcher(host).matches();
    }

    /** The address that a host is, if it is not a name. */
    static Optional<InetAddress> address(String host) {
        return isAddress(host) ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
    }

    private static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || IPV6.matcher(host).matches() && parses(host);
    }

    private static boolean parses(String literal) {
        try {
            InetAddress.ofLiteral(literal);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
