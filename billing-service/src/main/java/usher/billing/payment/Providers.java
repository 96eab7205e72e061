package usher.billing.payment;

import io.quarkus.arc.All;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;

/** The providers there are, and the seller's accounts with them. The accounts belong to no tenant, hence the jobs pool. */
@ApplicationScoped
public class Providers {
    /** What a browser may know of the account; no provider needs it. */
    static final String PUBLISHABLE_KEY = "publishable_key";

    /** The seller's secrets are sealed for nobody's tenant. */
    static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    private static final String GET = "select enabled, settings, updated_at from payment_provider where name = $1";
    private static final String PUT = """
            insert into payment_provider (name, enabled, settings, updated_at) values ($1, $2, $3, $4)
            on conflict (name) do update set enabled = excluded.enabled, settings = excluded.settings, updated_at = excluded.updated_at""";
    private static final String DROP = """
            delete from payment_provider where name = $1 and not exists (
                select from payment where provider = $1 and state in ('CREATED', 'WAITING', 'PROCESSING'))""";

    private final Map<String, PaymentProvider> all = new HashMap<>();
    private final Pool jobs;
    private final Sealer sealer;
    private final InstantSource clock;

    Providers(
            @All List<PaymentProvider> all, @ReactiveDataSource("jobs") Pool jobs, Sealer sealer, InstantSource clock) {
        all.forEach(provider -> this.all.put(provider.name(), provider));
        this.jobs = jobs;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** The seller's account with a provider, opened. */
    public record Account(PaymentProvider provider, ProviderSettings settings, boolean enabled, Instant updatedAt) {
        boolean isWhole() {
            return settings.values().keySet().containsAll(provider.settings());
        }

        public @Nullable String publishableKey() {
            return settings.values().get(PUBLISHABLE_KEY);
        }
    }

    /** For what begins now: 400 {@code provider-unknown}, 409 {@code provider-disabled}. */
    public Uni<Account> enabled(String name) {
        if (!all.containsKey(name)) {
            throw Refusal.invalid("/provider", "provider-unknown", "There is no such payment provider.");
        }
        return find(name).map(account -> {
            if (account == null || !account.enabled()) {
                throw Refusal.conflict("provider-disabled", "Payments by this provider are not taken at the moment.");
            }
            return account;
        });
    }

    /** Whether payments by it are taken now. */
    public Uni<Boolean> takes(String name) {
        return find(name).map(account -> account != null && account.enabled() && account.isWhole());
    }

    /** For what began before; 404 where there is none, or not all of it was entered. */
    public Uni<Account> account(String name) {
        return find(name)
                .map(account -> account == null || account.isWhole() ? account : null)
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound);
    }

    /** Those that are enabled and set up, by name. */
    Uni<List<OfferedProvider>> offered() {
        return accounts()
                .map(accounts -> accounts.entrySet().stream()
                        .filter(entry -> {
                            var account = entry.getValue();
                            return account.isPresent()
                                    && account.get().enabled()
                                    && account.get().isWhole();
                        })
                        .map(entry -> new OfferedProvider(
                                entry.getKey(), entry.getValue().orElseThrow().publishableKey()))
                        .toList());
    }

    /** All there are, by name. */
    Uni<List<ProviderView>> all() {
        return accounts()
                .map(accounts -> accounts.entrySet().stream()
                        .map(entry ->
                                view(known(entry.getKey()), entry.getValue().orElse(null)))
                        .toList());
    }

    private Uni<Map<String, Optional<Account>>> accounts() {
        return Multi.createFrom()
                .iterable(new TreeSet<>(all.keySet()))
                .onItem()
                .transformToUniAndConcatenate(
                        name -> find(name).map(account -> Map.entry(name, Optional.ofNullable(account))))
                .collect()
                .in(
                        TreeMap<String, Optional<Account>>::new,
                        (accounts, entry) -> accounts.put(entry.getKey(), entry.getValue()))
                .map(accounts -> accounts);
    }

    Uni<ProviderView> view(String name) {
        return find(name).map(account -> view(known(name), account));
    }

    /** Settings that are not named stay as they are. */
    Uni<ProviderView> put(String name, ChangeProvider wanted) {
        var provider = known(name);
        return find(name).chain(before -> {
            var values = new HashMap<String, String>(
                    before == null ? Map.of() : before.settings().values());
            values.putAll(wanted.values());
            check(provider, values, wanted.enabled());
            var sealed = sealer.seal(PLATFORM, new JsonObject(new HashMap<>(values)).encode());
            var now = clock.instant();
            return jobs.preparedQuery(PUT)
                    .execute(Tuple.of(name, wanted.enabled(), sealed, now.atOffset(ZoneOffset.UTC)))
                    .map(any ->
                            view(provider, new Account(provider, new ProviderSettings(values), wanted.enabled(), now)));
        });
    }

    /** Not while payments are under way: nobody could ask what became of them. */
    Uni<Void> drop(String name) {
        known(name);
        return find(name)
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound)
                .chain(() -> jobs.preparedQuery(DROP).execute(Tuple.of(name)))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Refusal.conflict(
                                "provider-in-use", "Payments are under way. Disable the provider first.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<@Nullable Account> find(String name) {
        var provider = all.get(name);
        return provider == null
                ? Uni.createFrom().nullItem()
                : jobs.preparedQuery(GET)
                        .execute(Tuple.of(name))
                        .map(rows -> rows.size() == 0
                                ? null
                                : account(provider, rows.iterator().next()));
    }

    private Account account(PaymentProvider provider, Row row) {
        var values = new HashMap<String, String>();
        new JsonObject(sealer.open(PLATFORM, row.getString("settings")))
                .forEach(setting -> values.put(setting.getKey(), String.valueOf(setting.getValue())));
        return new Account(
                provider,
                new ProviderSettings(values),
                row.getBoolean("enabled"),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private PaymentProvider known(String name) {
        var provider = all.get(name);
        if (provider == null) {
            throw Refusal.notFound();
        }
        return provider;
    }

    private static void check(PaymentProvider provider, Map<String, String> values, boolean enabled) {
        for (var name : values.keySet()) {
            if (!provider.settings().contains(name) && !name.equals(PUBLISHABLE_KEY)) {
                throw Refusal.invalid("/settings", "setting-unknown", "This provider has other settings.");
            }
        }
        for (var name : new TreeSet<>(provider.settings())) {
            if (enabled && !values.containsKey(name)) {
                throw Refusal.invalid(
                        "/settings/" + name, "setting-missing", "It cannot be enabled without this setting.");
            }
        }
    }

    private static ProviderView view(PaymentProvider provider, @Nullable Account account) {
        return account == null
                ? new ProviderView(provider.name(), false, sorted(provider.settings()), List.of(), null)
                : new ProviderView(
                        provider.name(),
                        account.enabled(),
                        sorted(provider.settings()),
                        sorted(account.settings().values().keySet()),
                        account.updatedAt());
    }

    private static List<String> sorted(java.util.Set<String> names) {
        return names.stream().sorted().toList();
    }
}
