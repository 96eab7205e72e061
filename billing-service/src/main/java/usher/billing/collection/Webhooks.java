package usher.billing.collection;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.ProviderFault;
import usher.billing.payment.Providers;
import usher.billing.payment.Told;

/**
 * What providers tell. A webhook is a reason to look a payment or a dispute up and nothing more: order and number do not matter. Who it is about is known by
 * the provider's id alone, hence the jobs pool; what follows is done as the tenant.
 */
@ApplicationScoped
class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    private static final int LONGEST_ID = 255;
    private static final String KNOWN = "select from payment_event where provider = $1 and event_id = $2";
    private static final String REMEMBER = """
            insert into payment_event (provider, event_id, received_at) values ($1, $2, $3) on conflict do nothing""";

    private final Providers providers;
    private final Payments payments;
    private final PaymentService service;
    private final Disputes disputes;
    private final Pool jobs;
    private final InstantSource clock;

    Webhooks(
            Providers providers,
            Payments payments,
            PaymentService service,
            Disputes disputes,
            @ReactiveDataSource("jobs") Pool jobs,
            InstantSource clock) {
        this.providers = providers;
        this.payments = payments;
        this.service = service;
        this.disputes = disputes;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Fails so that the provider tells again when it cannot be looked up now; the job looks it up anyway. */
    Uni<Void> take(String provider, MultiMap headers, byte[] body) {
        return providers
                .account(provider)
                .chain(account -> account.provider().verified(account.settings(), headers, body))
                .chain(about ->
                        about.isEmpty() ? Uni.createFrom().voidItem() : follow(provider, about.get(), eventId(body)))
                .onFailure(ProviderFault.class)
                .transform(fault -> PaymentService.unavailable());
    }

    private Uni<Void> follow(String provider, Told told, @Nullable String event) {
        return isKnown(provider, event)
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : lookUp(provider, told)
                                .chain(ours -> ours
                                        ? remember(provider, event)
                                        : Uni.createFrom().voidItem()));
    }

    /** Whether it is about a payment of ours, as far as is known yet. */
    private Uni<Boolean> lookUp(String provider, Told told) {
        return switch (told) {
            case Told.OfPayment payment -> lookUpPayment(provider, payment.id());
            case Told.OfDispute dispute -> disputes.lookUp(provider, dispute.id());
        };
    }

    private Uni<Boolean> lookUpPayment(String provider, String providerId) {
        return payments.ofProvider(provider, providerId).chain(whose -> {
            if (whose == null) {
                LOG.infof("A webhook speaks of a payment of others provider=%s", provider);
                return Uni.createFrom().item(false);
            }
            return payments.get(whose.tenant(), whose.id())
                    .chain(service::lookUp)
                    .replaceWith(true);
        });
    }

    private Uni<Boolean> isKnown(String provider, @Nullable String event) {
        return event == null
                ? Uni.createFrom().item(false)
                : jobs.preparedQuery(KNOWN).execute(Tuple.of(provider, event)).map(rows -> rows.size() > 0);
    }

    private Uni<Void> remember(String provider, @Nullable String event) {
        return event == null
                ? Uni.createFrom().voidItem()
                : jobs.preparedQuery(REMEMBER)
                        .execute(Tuple.of(provider, event, clock.instant().atOffset(ZoneOffset.UTC)))
                        .replaceWithVoid();
    }

    /** Both Stripe and PayPal name their events so. */
    private static @Nullable String eventId(byte[] body) {
        try {
            var id = new JsonObject(io.vertx.core.buffer.Buffer.buffer(body)).getString("id");
            return id == null || id.length() > LONGEST_ID ? null : id;
        } catch (DecodeException | ClassCastException unnamed) {
            return null;
        }
    }
}
