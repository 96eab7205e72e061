package usher.billing.outcome.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** The versions of the rules. They belong to no tenant, so anybody's connection may read them. */
@ApplicationScoped
public class RuleBook {
    private static final String ALL = "select * from outcome_rules";
    private static final String PAGE = "select * from outcome_rules where version < $1 order by version desc limit $2";
    private static final String PUBLISH = "select publish_outcome_rules(:from, :terms, :by, :now)";

    private final Pool pool;
    private final ObjectMapper mapper;

    RuleBook(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.mapper = mapper;
    }

    /** All of them, for judging. */
    public Uni<Rules> all(SqlClient client) {
        return client.query(ALL)
                .execute()
                .map(rows -> new Rules(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Rules.Version(
                                row.getInteger("version"),
                                row.getOffsetDateTime("effective_from").toInstant(),
                                terms(row).judging()))
                        .toList()));
    }

    /** The versions before the given one, the newest first. */
    Uni<List<RulesView>> page(int before, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(before, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::view)
                        .toList());
    }

    /** In the session at hand. */
    Uni<RulesView> publish(RuleTerms terms, Instant from, String by, Instant now) {
        var filled = terms.filled();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PUBLISH, Integer.class)
                        .setParameter("from", from.atOffset(ZoneOffset.UTC))
                        .setParameter("terms", json(filled))
                        .setParameter("by", by)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .map(version -> new RulesView(version, from, filled, by, now));
    }

    private RulesView view(Row row) {
        return new RulesView(
                row.getInteger("version"),
                row.getOffsetDateTime("effective_from").toInstant(),
                terms(row),
                row.getString("published_by"),
                row.getOffsetDateTime("published_at").toInstant());
    }

    private RuleTerms terms(Row row) {
        try {
            return mapper.readValue(row.getJsonObject("terms").encode(), RuleTerms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored terms can be read", e);
        }
    }

    private String json(RuleTerms terms) {
        try {
            return mapper.writeValueAsString(terms);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Terms are always writable", impossible);
        }
    }
}
