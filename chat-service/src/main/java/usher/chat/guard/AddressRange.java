package usher.chat.guard;

import java.net.InetAddress;

/** All addresses with the same first {@code bits}, written {@code 203.0.113.0/24} or {@code 2001:db8::/32}. Never asks the DNS. */
public record AddressRange(InetAddress first, int bits) {

    /** A single address is a range of one. Throws {@link IllegalArgumentException} for anything else. */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int length = address.getAddress().length * 8;
        int bits = slash < 0 ? length : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > length) {
            throw new IllegalArgumentException("No prefix has so many bits");
        }
        return new AddressRange(masked(address, bits), bits);
    }

    public boolean contains(InetAddress address) {
        return address.getAddress().length == first.getAddress().length
                && masked(address, bits).equals(first);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }

    private static InetAddress masked(InetAddress address, int bits) {
        var bytes = address.getAddress();
        for (int at = 0; at < bytes.length; at++) {
            int kept = Math.clamp(bits - at * 8L, 0, 8);
            bytes[at] &= (byte) (0xff << (8 - kept));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }
}
