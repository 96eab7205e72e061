package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.billing.plan.PlanKey;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.tenant.Locales;
import usher.kit.tenant.TenantSnapshots;

/** Tells of what became of a subscription; mails to the tenant's administrators are in English or Hebrew. */
@ApplicationScoped
class SubscriptionNotices {
    private static final String CREATED = "subscription.created";
    private static final String UPDATED = "subscription.updated";
    private static final String PAUSED = "subscription.paused";
    private static final String RESUMED = "subscription.resumed";
    private static final String CANCELLED = "subscription.cancelled";

    /** Subject and text, with the plan's name and the seats. */
    private record Text(String subject, String body) {}

    private static final Map<String, Text> ENGLISH = Map.of(
            UPDATED,
            new Text("Your subscription: %1$s", "You are on the plan %1$s now, with %2$d seats."),
            PAUSED,
            new Text(
                    "Your subscription is paused",
                    "Your subscription to %1$s is paused: nothing can be used and nothing is charged until it is resumed."),
            RESUMED,
            new Text("Your subscription goes on", "Your subscription to %1$s is in force again, with %2$d seats."),
            CANCELLED,
            new Text(
                    "Your subscription is cancelled",
                    "Your subscription to %1$s is cancelled. What was used so far is on the next invoice."));

    private static final Map<String, Text> HEBREW = Map.of(
            UPDATED,
            new Text("המנוי שלכם: %1$s", "מעכשיו אתם בתוכנית %1$s, עם %2$d משתמשים."),
            PAUSED,
            new Text("המנוי שלכם מושהה", "המנוי לתוכנית %1$s מושהה: אי אפשר להשתמש בשירות ואין חיוב עד שהמנוי יחודש."),
            RESUMED,
            new Text("המנוי שלכם חודש", "המנוי לתוכנית %1$s שוב בתוקף, עם %2$d משתמשים."),
            CANCELLED,
            new Text("המנוי שלכם בוטל", "המנוי לתוכנית %1$s בוטל. השימוש עד כה יופיע בחשבונית הבאה."));

    private final TenantSnapshots tenants;
    private final Outbox outbox;
    private final Events events;

    SubscriptionNotices(TenantSnapshots tenants, Outbox outbox, Events events) {
        this.tenants = tenants;
        this.outbox = outbox;
        this.events = events;
    }

    /** How a subscription was before a change. */
    record Before(Subscription.Status status, PlanKey plan, boolean rests) {
        static Before of(Subscription subscription) {
            return new Before(subscription.status(), subscription.plan(), subscription.rests());
        }
    }

    /** In the transaction that made it true; {@code before} is absent for a new subscription. */
    Uni<Void> tell(@Nullable Before before, Standing standing) {
        var subscription = standing.subscription();
        return tenants.locale(subscription.tenant())
                .map(locale -> notice(before, standing, locale))
                .chain(notice -> outbox.append(events.of(subscription.tenant(), notice)));
    }

    private static NoticeRaised notice(@Nullable Before before, Standing standing, String locale) {
        var subscription = standing.subscription();
        var name = name(before, subscription);
        return new NoticeRaised(
                name,
                "subscription:" + subscription.version(),
                facts(before, subscription),
                mail(name, standing, locale));
    }

    private static String name(@Nullable Before before, Subscription now) {
        if (before == null) {
            return CREATED;
        }
        return switch (now.status()) {
            case CANCELLED, ENDED -> CANCELLED;
            case PAUSED -> PAUSED;
            case ACTIVE, TRIAL -> before.rests() ? RESUMED : UPDATED;
        };
    }

    private static Map<String, Object> facts(@Nullable Before before, Subscription now) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("status", lower(now.status()));
        facts.put("plan", now.plan().code());
        facts.put("plan_version", now.plan().version());
        facts.put("seats", now.seats());
        if (before != null) {
            facts.put("previous_status", lower(before.status()));
            facts.put("previous_plan", before.plan().code());
            facts.put("previous_plan_version", before.plan().version());
        }
        if (now.nextPhaseAt() != null) {
            facts.put("next_change_at", now.nextPhaseAt().toString());
        }
        return facts;
    }

    /** Nobody is written to about a subscription that everybody begins with. */
    private static @Nullable Mail mail(String name, Standing standing, String locale) {
        boolean hebrew = Locales.isHebrew(locale);
        var text = (hebrew ? HEBREW : ENGLISH).get(name);
        int seats = standing.subscription().seats();
        return text == null
                ? null
                : new Mail(
                        null,
                        text.subject().formatted(standing.planName(), seats),
                        text.body().formatted(standing.planName(), seats));
    }

    private static String lower(Subscription.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
