package usher.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that can go wrong into a problem document. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response refusal(Refusal refusal, RoutingContext request) {
        LOG.debugf("Refused code=%s status=%d", refusal.code(), refusal.status());
        return Problem.response(refusal, request.normalizedPath());
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid, RoutingContext request) {
        var errors = invalid.getConstraintViolations().stream()
                .map(ProblemMappers::error)
                .sorted(Comparator.comparing(error -> String.valueOf(error.get("pointer"))))
                .toList();
        return Problem.response(
                new Refusal("validation-failed", 400, "Some fields of the request are not valid.")
                        .with("errors", errors),
                request.normalizedPath());
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException malformed, RoutingContext request) {
        return Problem.response(unreadable(malformed), request.normalizedPath());
    }

    /** Quarkus has a mapper of its own for these, which a mapper of the supertype does not replace. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException mismatched, RoutingContext request) {
        return json(mismatched, request);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException web, RoutingContext request) {
        for (Throwable cause = web; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException malformed) {
                return json(malformed, request);
            }
        }
        int status = web.getResponse().getStatus();
        return Problem.response(byStatus(status), request.normalizedPath());
    }

    @ServerExceptionMapper
    public Response fault(Throwable fault, RoutingContext request) {
        if (Outages.isOutage(fault)) {
            LOG.warnf("A dependency is away path=%s cause=%s", request.normalizedPath(), fault);
            return Problem.response(unavailable(), request.normalizedPath());
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (isBadText(sqlState(cause))) {
                return Problem.response(
                        new Refusal("invalid-characters", 400, "The request has characters that cannot be stored."),
                        request.normalizedPath());
            }
        }
        LOG.errorf(fault, "Failed path=%s", request.normalizedPath());
        return Problem.response(
                new Refusal("internal-error", 500, "Something went wrong on our side. Please try again."),
                request.normalizedPath());
    }

    public static Refusal unavailable() {
        return new Refusal(
                        "dependency-unavailable", 503, "This is not available right now. Please try again in a moment.")
                .header("Retry-After", "2");
    }

    /** Hibernate wraps what the plain client throws. */
    private static String sqlState(Throwable failure) {
        var state = switch (failure) {
            case PgException pg -> pg.getSqlState();
            case SQLException sql -> sql.getSQLState();
            default -> "";
        };
        return state == null ? "" : state;
    }

    private static boolean isBadText(String sqlState) {
        return sqlState.equals("22021") || sqlState.equals("22P05");
    }

    private static Refusal unreadable(JsonProcessingException malformed) {
        if (malformed instanceof UnrecognizedPropertyException unknown) {
            return new Refusal("unknown-field", 400, "The request has a field that is not known here.")
                    .with("errors", errors(pointer(unknown), "unknown-field", "This field is not known here."));
        }
        if (malformed instanceof JsonMappingException mapping) {
            return new Refusal("validation-failed", 400, "Some fields of the request are not valid.")
                    .with("errors", errors(pointer(mapping), "invalid", "This value cannot be used here."));
        }
        return new Refusal("malformed-json", 400, "The request is not valid JSON.");
    }

    private static List<Map<String, String>> errors(String pointer, String code, String message) {
        return List.of(Map.of("pointer", pointer, "code", code, "message", message));
    }

    private static String pointer(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(at -> at.getFieldName() == null ? String.valueOf(at.getIndex()) : at.getFieldName())
                .collect(Collectors.joining("/", "/", ""));
    }

    private static Map<String, String> error(ConstraintViolation<?> violation) {
        var path = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .skip(2)
                .map(Object::toString)
                .map(ProblemMappers::snakeCase)
                .collect(Collectors.joining("/", "/", ""));
        var error = new LinkedHashMap<String, String>();
        error.put("pointer", path);
        error.put(
                "code",
                snakeCase(violation
                                .getConstraintDescriptor()
                                .getAnnotation()
                                .annotationType()
                                .getSimpleName())
                        .replace('_', '-'));
        error.put("message", violation.getMessage());
        return error;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }

    private static Refusal byStatus(int status) {
        return switch (status) {
            case 404 -> Refusal.notFound();
            case 405 -> new Refusal("method-not-allowed", 405, "This path does not take that method.");
            case 406 -> new Refusal("not-acceptable", 406, "No representation fits the Accept header.");
            case 413 -> new Refusal("too-large", 413, "The request is too large.");
            case 415 -> new Refusal("unsupported-media-type", 415, "The request must be application/json.");
            default ->
                status >= 500
                        ? new Refusal("internal-error", status, "Something went wrong on our side. Please try again.")
                        : new Refusal("bad-request", status, "The request cannot be understood.");
        };
    }
}
