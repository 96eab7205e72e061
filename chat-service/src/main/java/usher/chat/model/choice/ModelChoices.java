package usher.chat.model.choice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;

/** The models of a tenant's roles: its own choices, and its plan's or the platform's where it made none. */
@ApplicationScoped
public class ModelChoices {
    private static final String FIND = """
            select e.data ->> 'plan' as plan, c.*,
                jsonb_typeof(e.data -> 'providers') is distinct from 'array' or c.provider = 'local' or e.data -> 'providers' ? c.provider as in_plan
              from (select $1::uuid as tenant_id) t
              left join entitlement_snapshot e on e.tenant_id = t.tenant_id
              left join model_choice c on c.tenant_id = t.tenant_id
            """;
    /** A key goes to the provider and the address it was given for, and to no other. */
    private static final String STORE = """
            insert into model_choice (tenant_id, role, provider, base_url, model, sealed_key, temperature, max_tokens, native_tools)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (tenant_id, role) do update
               set provider = excluded.provider, base_url = excluded.base_url, model = excluded.model,
                   sealed_key = coalesce(excluded.sealed_key, case when model_choice.provider = excluded.provider
                       and model_choice.base_url is not distinct from excluded.base_url then model_choice.sealed_key end),
                   temperature = excluded.temperature, max_tokens = excluded.max_tokens,
                   native_tools = excluded.native_tools, updated_at = now()
            """;

    private static final String REMOVE = "delete from model_choice where tenant_id = $1 and role = $2";

    private final Tenancy tenancy;
    private final Sealer sealer;
    private final DefaultModels defaults;

    ModelChoices(Tenancy tenancy, Sealer sealer, DefaultModels defaults) {
        this.tenancy = tenancy;
        this.sealer = sealer;
        this.defaults = defaults;
    }

    /**
     * Optional roles that nobody chose a model for are missing. A choice whose provider the plan no longer opens is kept and
     * passed over: the default answers until the plan, or the choice, is another.
     */
    public Uni<Map<ModelRole, ModelChoice>> of(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value()))
                        .map(rows -> {
                            var choices = defaults(rows.iterator().next().getString("plan"));
                            rows.forEach(row -> {
                                if (row.getString("role") != null && row.getBoolean("in_plan")) {
                                    var choice = read(row);
                                    choices.put(choice.role(), choice);
                                }
                            });
                            return choices;
                        }));
    }

    Uni<Void> store(TenantId tenant, ModelRole role, ChooseModel wanted) {
        var key = wanted.apiKey() == null ? null : sealer.seal(tenant, wanted.apiKey());
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addString(role.text())
                .addString(wanted.provider())
                .addString(
                        wanted.isLocal() || wanted.baseUrl() == null
                                ? ProviderKind.url(wanted.provider())
                                : wanted.baseUrl())
                .addString(wanted.name().model())
                .addString(key)
                .addDouble(Objects.requireNonNullElse(wanted.temperature(), ModelChoice.TEMPERATURE))
                .addInteger(Objects.requireNonNullElse(wanted.maxTokens(), ModelChoice.MAX_TOKENS))
                .addBoolean(Objects.requireNonNullElse(wanted.nativeTools(), true));
        return tenancy.sql(
                tenant,
                connection -> connection.preparedQuery(STORE).execute(row).replaceWithVoid());
    }

    Uni<Void> remove(TenantId tenant, ModelRole role) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(REMOVE)
                        .execute(Tuple.of(tenant.value(), role.text()))
                        .replaceWithVoid());
    }

    private EnumMap<ModelRole, ModelChoice> defaults(@Nullable String plan) {
        var choices = new EnumMap<ModelRole, ModelChoice>(ModelRole.class);
        for (var role : ModelRole.values()) {
            platform(plan, role).ifPresent(choice -> choices.put(role, choice));
        }
        return choices;
    }

    private Optional<ModelChoice> platform(@Nullable String plan, ModelRole role) {
        var ofPlan = plan == null ? null : defaults.plans().get(plan);
        return Stream.of(Optional.<RoleDefaults>ofNullable(ofPlan), Optional.of(defaults))
                .flatMap(Optional::stream)
                .flatMap(roles -> roles.of(role).stream())
                .flatMap(model -> model.provider().map(provider -> platform(role, provider, model)).stream())
                .findFirst()
                .or(() -> role.localByDefault() ? Optional.of(ModelChoice.local(role)) : Optional.empty());
    }

    private static ModelChoice platform(ModelRole role, String provider, RoleDefaults.Default model) {
        return new ModelChoice(
                role,
                provider,
                model.baseUrl().orElse(ProviderKind.url(provider)),
                model.model(),
                null,
                model.apiKey().orElse(null),
                model.temperature(),
                model.maxTokens(),
                model.nativeTools(),
                true);
    }

    private static ModelChoice read(Row row) {
        return new ModelChoice(
                ModelRole.fromString(row.getString("role")),
                row.getString("provider"),
                row.getString("base_url"),
                row.getString("model"),
                row.getString("sealed_key"),
                null,
                row.getDouble("temperature"),
                row.getInteger("max_tokens"),
                row.getBoolean("native_tools"),
                false);
    }
}
