package usher.admin.notice.mail;

import io.quarkus.mailer.SentMail;
import io.quarkus.mailer.runtime.MailerSupport;
import io.quarkus.mailer.runtime.Mailers;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Opens lines to the mail server, with our settings. */
@ApplicationScoped
class SmtpLines {
    private static final MailerSupport ONE = new MailerSupport(true, Set.of());

    private final SmtpConfig config;
    private final Vertx vertx;
    private final TlsConfigurationRegistry certificates;
    private final Event<SentMail> sent;

    SmtpLines(SmtpConfig config, Vertx vertx, TlsConfigurationRegistry certificates, Event<SentMail> sent) {
        this.config = config;
        this.vertx = vertx;
        this.certificates = certificates;
        this.sent = sent;
    }

    /** Connects with the first mail. */
    SmtpLine open() {
        var connections = new TimedVertx((VertxInternal) vertx, config);
        var bare = new io.vertx.mutiny.core.Vertx(vertx);
        return new SmtpLine(
                connections, new Mailers(connections, bare, settings(), LaunchMode.NORMAL, ONE, certificates, sent));
    }

    /** Unless something is said, a password is sent where the connection is encrypted and nowhere else. */
    private StartTLSOptions startTls() {
        return config.startTls()
                .orElse(
                        config.password().isPresent() && !config.tls()
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.OPTIONAL);
    }

    private MailersRuntimeConfig settings() {
        var login = config.user().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED;
        var values = new HashMap<>(Map.of(
                "quarkus.mailer.mock", "false",
                "quarkus.mailer.host", config.server().orElse("localhost"),
                "quarkus.mailer.port", String.valueOf(config.port()),
                "quarkus.mailer.tls", String.valueOf(config.tls()),
                "quarkus.mailer.trust-all", "false",
                "quarkus.mailer.start-tls", startTls().name(),
                "quarkus.mailer.max-pool-size", String.valueOf(config.connections()),
                "quarkus.mailer.login", login.name()));
        config.user().ifPresent(user -> values.put("quarkus.mailer.username", user));
        config.password().ifPresent(password -> values.put("quarkus.mailer.password", password));
        return new SmallRyeConfigBuilder()
                .withMapping(MailersRuntimeConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(MailersRuntimeConfig.class);
    }
}
