package usher.billing.topup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.tenant.Locales;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantSnapshots;

/** Tells of wallets that are empty, and of those that do not fill themselves any more; in English or Hebrew. */
@ApplicationScoped
class Depletions {
    private static final String TAKE =
            "delete from wallet_depletion where tenant_id = $1 and wallet_id = $2 returning emptied_at";

    private final Tenancy tenancy;
    private final TenantSnapshots tenants;
    private final Outbox outbox;
    private final Events events;
    private final InstantSource clock;

    Depletions(Tenancy tenancy, TenantSnapshots tenants, Outbox outbox, Events events, InstantSource clock) {
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /** Once: taking the row away and telling is one transaction. */
    Uni<Void> tell(TenantId tenant, WalletId wallet) {
        return hebrew(tenant)
                .chain(hebrew -> tenancy.sql(
                        tenant,
                        connection -> connection
                                .preparedQuery(TAKE)
                                .execute(Tuple.of(tenant.value(), wallet.value()))
                                .chain(rows -> rows.size() == 0
                                        ? Uni.createFrom().voidItem()
                                        : outbox.append(
                                                connection,
                                                events.of(
                                                        tenant,
                                                        depleted(
                                                                wallet,
                                                                rows.iterator()
                                                                        .next()
                                                                        .getOffsetDateTime(0)
                                                                        .toInstant()
                                                                        .toString(),
                                                                hebrew))))));
    }

    Uni<Void> tellPaused(SqlConnection connection, TenantId tenant, WalletId wallet, String failure) {
        var when = clock.instant().toString();
        return hebrew(tenant)
                .chain(hebrew -> outbox.append(connection, events.of(tenant, paused(wallet, when, failure, hebrew))));
    }

    private Uni<Boolean> hebrew(TenantId tenant) {
        return tenants.find(tenant).map(known -> known != null && Locales.isHebrew(known.locale()));
    }

    private static NoticeRaised depleted(WalletId wallet, String when, boolean hebrew) {
        var mail = hebrew
                ? new Mail(null, "הארנק שלכם ריק", "היתרה בארנק נגמרה. ניתן לטעון אותו בדף החיובים.")
                : new Mail(
                        null,
                        "Your wallet is empty",
                        "There is no money left in your wallet. Top it up on the billing page.");
        return new NoticeRaised(
                "wallet.depleted",
                "wallet.depleted:" + wallet + ":" + when,
                Map.of("wallet", wallet.toString(), "at", when),
                mail);
    }

    private static NoticeRaised paused(WalletId wallet, String when, String failure, boolean hebrew) {
        var mail = hebrew
                ? new Mail(
                        null,
                        "הטעינה האוטומטית של הארנק הופסקה",
                        "החיוב לטעינת הארנק נכשל (" + failure + "). הטעינה האוטומטית מושהית עד שתופעל מחדש.")
                : new Mail(
                        null,
                        "Your wallet does not fill itself any more",
                        "The charge that fills your wallet failed (" + failure
                                + "). It is paused until you set it up again.");
        return new NoticeRaised(
                "wallet.recharge_failed",
                "wallet.recharge_failed:" + wallet + ":" + when,
                Map.of("wallet", wallet.toString(), "failure", failure),
                mail);
    }
}
