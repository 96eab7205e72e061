package usher.chat.model;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;

/** The stored choices. */
@ApplicationScoped
class ModelChoices {
    private static final String FIND = "select * from model_choice where tenant_id = $1";
    private static final String STORE = """
            insert into model_choice (tenant_id, provider, base_url, model, sealed_key, temperature, max_tokens)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id) do update
               set provider = excluded.provider, base_url = excluded.base_url, model = excluded.model,
                   sealed_key = coalesce(excluded.sealed_key, model_choice.sealed_key),
                   temperature = excluded.temperature, max_tokens = excluded.max_tokens, updated_at = now()
            returning *
            """;

    private final Tenancy tenancy;
    private final Sealer sealer;

    ModelChoices(Tenancy tenancy, Sealer sealer) {
        this.tenancy = tenancy;
        this.sealer = sealer;
    }

    Uni<ModelChoice> of(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value()))
                        .map(ModelChoices::read));
    }

    Uni<ModelChoice> store(TenantId tenant, ChooseModel wanted) {
        boolean local = wanted.provider().equals(ModelChoice.LOCAL);
        if (!local && wanted.model() == null) {
            throw Refusal.invalid("/model", "required", "Name the provider's model.");
        }
        var key = wanted.apiKey() == null ? null : sealer.seal(tenant, wanted.apiKey());
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addString(wanted.provider())
                .addString(local ? null : Objects.requireNonNullElse(wanted.baseUrl(), ModelChoice.OPENAI_URL))
                .addString(local ? ModelChoice.LOCAL : wanted.model())
                .addString(key)
                .addDouble(Objects.requireNonNullElse(wanted.temperature(), ModelChoice.TEMPERATURE))
                .addInteger(Objects.requireNonNullElse(wanted.maxTokens(), ModelChoice.MAX_TOKENS));
        return tenancy.sql(
                tenant,
                connection -> connection.preparedQuery(STORE).execute(row).map(ModelChoices::read));
    }

    private static ModelChoice read(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return ModelChoice.FIRST;
        }
        var row = rows.iterator().next();
        return new ModelChoice(
                row.getString("provider"),
                row.getString("base_url"),
                row.getString("model"),
                row.getString("sealed_key"),
                row.getDouble("temperature"),
                row.getInteger("max_tokens"));
    }
}
