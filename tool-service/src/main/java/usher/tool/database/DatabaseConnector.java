package usher.tool.database;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import usher.tool.integration.connector.Connector;
import usher.tool.integration.connector.Health;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Objection;
import usher.tool.integration.connector.OfferedOperation;
import usher.tool.integration.connector.Operation;
import usher.tool.target.Call;
import usher.tool.target.Outcome;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;

/** PostgreSQL and MySQL. A definition is {@code {"statement": "select … where id = :id", "rows": 20}}. */
@ApplicationScoped
public class DatabaseConnector implements Connector {
    static final String PASSWORD = "password";

    private static final int MOST_ROWS = 200;
    private static final Set<String> DEFINITION = Set.of("statement", "rows");

    private final DatabaseConfig config;
    private final Doors doors;
    private final Questions questions;

    DatabaseConnector(DatabaseConfig config, Doors doors, Questions questions) {
        this.config = config;
        this.doors = doors;
        this.questions = questions;
    }

    @Override
    public IntegrationKind kind() {
        return IntegrationKind.DATABASE;
    }

    @Override
    public List<Objection> judge(ObjectNode settings, Set<String> credentials) {
        var objections = new ArrayList<>(DatabaseSettings.judge(settings));
        if (!credentials.contains(PASSWORD)) {
            objections.add(
                    new Objection("/credentials/password", "credential-missing", "A database needs a password."));
        }
        credentials.stream()
                .filter(name -> !PASSWORD.equals(name))
                .map(name -> new Objection(
                        "/credentials/" + name, "credential-unknown", "A database takes a password and nothing else."))
                .forEach(objections::add);
        return objections;
    }

    @Override
    public List<Objection> judge(ObjectNode settings, ObjectNode definition, ObjectNode parameters) {
        var objections = new ArrayList<Objection>();
        definition.fieldNames().forEachRemaining(name -> {
            if (!DEFINITION.contains(name)) {
                objections.add(
                        new Objection("/" + name, "definition-unknown", "An operation has no such member here."));
            }
        });
        var rows = definition.path("rows");
        if (!rows.isMissingNode() && !(rows.isInt() && rows.asInt() > 0 && rows.asInt() <= MOST_ROWS)) {
            objections.add(new Objection("/rows", "definition-invalid", "An answer has 1 to " + MOST_ROWS + " rows."));
        }
        try {
            Question.of(
                    definition.path("statement").asText(),
                    DatabaseSettings.of(settings).driver(),
                    parameters);
        } catch (Question.Unfit unfit) {
            objections.add(new Objection("/statement", unfit.code, unfit.sentence));
        }
        return objections;
    }

    @Override
    public Uni<Health> test(Link link) {
        return doors.visit(
                        link,
                        config.statementTimeout(),
                        connection -> Future.succeededFuture(connection.databaseMetadata()))
                .map(server -> (Health) new Health.Working(server.productName() + " " + server.fullVersion()))
                .onFailure()
                .recoverWithItem(failure -> {
                    var trouble = Trouble.of(failure);
                    return new Health.Failing(trouble.code(), trouble.sentence());
                });
    }

    /** None: which of its tables a business wants to be asked about is not for a machine to guess. */
    @Override
    public Uni<List<OfferedOperation>> offers(Link link) {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Reply> call(Link link, Operation operation, Call call) {
        var driver = DatabaseSettings.of(link.settings()).driver();
        Question question;
        Tuple values;
        try {
            question = questions.of(operation, driver);
            values = values(question, driver, call.arguments());
        } catch (Question.Unfit unfit) {
            return failed(unfit.code, "This tool's statement cannot be used any more.");
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return failed("arguments-invalid", "A date, a time or an id is not written as it should be.");
        }
        int rows = operation.definition().path("rows").asInt(Math.min(config.rows(), MOST_ROWS));
        var bounds = new Reading.Bounds(rows, config.answerBytes(), shorter(call.timeout(), config.statementTimeout()));
        return doors.visit(
                        link, call.timeout(), connection -> Reading.ask(connection, driver, question, values, bounds))
                .map(answer -> Reply.of(new Outcome.Succeeded(answer, null)))
                .onFailure()
                .recoverWithItem(failure -> {
                    var trouble = Trouble.of(failure);
                    return Reply.of(Failed.certainly(trouble.code(), trouble.sentence(), trouble.retryable()));
                });
    }

    private static Tuple values(Question question, Driver driver, ObjectNode arguments) {
        var values = Tuple.tuple();
        question.slots().forEach(slot -> values.addValue(slot.value(arguments, driver)));
        return values;
    }

    private static Uni<Reply> failed(String code, String sentence) {
        return Uni.createFrom().item(Reply.of(Failed.certainly(code, sentence, false)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
