package usher.kit.egress;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What listens on this machine and every tenant may reach, by the name and port it is called at. */
final class LocalTargets {
    private static final String ANY = "*";
    private static final Pattern TARGET =
            Pattern.compile("(localhost|127(?:\\.\\d{1,3}){3}|\\[::1]):(\\d{1,5}|\\*)", Pattern.CASE_INSENSITIVE);

    private final Set<Target> targets;

    LocalTargets(List<String> texts) {
        targets = texts.stream().map(LocalTargets::parse).collect(Collectors.toUnmodifiableSet());
    }

    private record Target(String host, String port) {}

    /** A name among them leads to loopback addresses alone, whatever the name server says. */
    boolean contain(Origin origin) {
        return targets.contains(new Target(origin.host(), String.valueOf(origin.port())))
                || targets.contains(new Target(origin.host(), ANY));
    }

    private static Target parse(String text) {
        var target = TARGET.matcher(text.strip());
        if (!target.matches()) {
            throw new IllegalStateException(
                    "USHER_EGRESS_LOCAL_TARGETS takes what listens on this machine, such as localhost:8095, not "
                            + text);
        }
        return new Target(target.group(1).toLowerCase(Locale.ROOT), target.group(2));
    }
}
