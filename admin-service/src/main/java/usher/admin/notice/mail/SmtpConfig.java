package usher.admin.notice.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Optional;

/** The mail server. */
@ConfigMapping(prefix = "usher.smtp")
interface SmtpConfig {
    /** Without one, mails are written into the log. */
    Optional<String> host();

    /** The host, if something is said that could be one. */
    default Optional<String> server() {
        return host().map(String::strip).filter(name -> !name.isEmpty());
    }

    /** 587 takes mails of those who sign in; 465 is for {@code tls}; 25 is between servers. */
    @WithDefault("587")
    int port();

    Optional<String> user();

    Optional<String> password();

    /** Who the mails are from: an address, or a name and the address in angle brackets. */
    @WithDefault("Usher <usher@localhost>")
    String from();

    /** Whether the connection is encrypted from its first byte. */
    @WithDefault("false")
    boolean tls();

    /**
     * Whether it is encrypted once it stands: disabled, optional or required. Unless something is said, required where a
     * password is sent and optional otherwise.
     */
    Optional<StartTLSOptions> startTls();

    @WithDefault("5s")
    Duration connectTimeout();

    /** What sending one mail may take. */
    @WithDefault("30s")
    Duration timeout();

    /** Connections kept to the server, and so mails on their way at the same time. */
    @WithDefault("4")
    int connections();

    /** Failures in a row until the server is left alone, and for how long. */
    @WithDefault("5")
    int failuresToRest();

    @WithDefault("30s")
    Duration rest();

    /** Whether mails that are logged are so with their text: for a laptop, never for production. */
    @WithDefault("false")
    boolean logText();
}
