package usher.kit.egress;

import java.net.URI;
import java.util.Optional;

/** What a URL must look like before anybody asks where it leads. {@link URI} has refused spaces, backslashes and controls. */
final class UrlForm {
    private static final int MOST_PORT = 65_535;

    private UrlForm() {}

    static Optional<Denial> objection(URI uri) {
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MOST_PORT) {
            return Optional.of(Denial.NOT_A_WEB_ADDRESS);
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of(Denial.HAS_USER);
        }
        return HostForm.isClear(uri.getHost()) ? Optional.empty() : Optional.of(Denial.HOST_UNCLEAR);
    }
}
