package usher.billing.closing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import usher.billing.charge.Terms;
import usher.billing.plan.PlanKey;
import usher.billing.plan.PlanTermsText;

/** The money side of all plan versions. A version is never changed, so it is read once. */
@ApplicationScoped
public class Prices {
    private static final String ALL = "select code, version, terms from plan";

    private final Map<PlanKey, Terms> known = new ConcurrentHashMap<>();

    /** Reads what is new, so that {@link #of} knows every version that the connection's transaction can see. */
    public Uni<Void> learn(SqlConnection connection) {
        return connection
                .query(ALL)
                .execute()
                .invoke(rows -> rows.forEach(row -> {
                    var key = new PlanKey(row.getString("code"), row.getInteger("version"));
                    known.computeIfAbsent(
                            key,
                            fresh -> new PlanTermsText()
                                    .convertToEntityAttribute(row.getString("terms"))
                                    .terms(fresh));
                }))
                .replaceWithVoid();
    }

    public Terms of(PlanKey key) {
        var terms = known.get(key);
        if (terms == null) {
            throw new IllegalStateException("No terms of " + key);
        }
        return terms;
    }
}
