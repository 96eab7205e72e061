package usher.chat.limit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Admission.Allowance;
import usher.chat.limit.Admission.Rate;
import usher.chat.limit.Admission.Reservation;
import usher.chat.limit.Admission.Warning;
import usher.contracts.event.Metric;

/** One question to the admission script, and how to read its answer. {@code waited} is how long the asker was kept so far. */
record Attempt(Terms terms, Asker asker, Estimate estimate, UUID token, int number, Duration waited) {
    Attempt after(Duration wait) {
        return new Attempt(terms, asker, estimate, token, number + 1, waited.plus(wait));
    }

    List<String> keys() {
        var keys = new ArrayList<String>();
        keys.add(terms.leaseKey());
        terms.rates().forEach(rate -> keys.add(rate.key()));
        terms.accounts().forEach(account -> keys.addAll(List.of(account.key(), account.holdsKey())));
        return keys;
    }

    JsonObject argument(LimitConfig config, Instant now, boolean recount) {
        boolean opens = asker.opens() != null;
        var argument = new JsonObject()
                .put("token", token.toString())
                .put("lease", config.lease().toMillis())
                .put("now", now.toEpochMilli())
                .put("life", config.reservation().toMillis())
                .put("last", waited.compareTo(config.patience()) >= 0)
                .put("recount", recount)
                .put("quiet", asker.errand())
                .put(
                        "rates",
                        new JsonArray(terms.rates().stream()
                                .map(Terms.PerMinute::most)
                                .toList()))
                .put("need", json(wanted(estimate.most(opens)).amounts()))
                .put("least", json(wanted(estimate.least(opens)).amounts()))
                .put(
                        "periods",
                        new JsonArray(terms.accounts().stream()
                                .map(account -> period(account, now))
                                .toList()));
        return asker.opens() == null
                ? argument
                : argument.put("conversation", asker.opens().value().toString());
    }

    private Spent wanted(Spent use) {
        return asker.errand() ? use.withoutMessage() : use;
    }

    private static JsonObject period(Account account, Instant now) {
        var limits = account.limits().stream()
                .map(limit -> new JsonObject()
                        .put("metric", limit.metric())
                        .put("amount", limit.amount())
                        .put("hard", limit.hard()))
                .toList();
        return new JsonObject().put("ttl", account.ttlMillis(now)).put("limits", new JsonArray(limits));
    }

    static JsonObject json(Map<String, Long> amounts) {
        return new JsonObject(Map.copyOf(amounts));
    }

    static JsonObject parse(Response reply) {
        return new JsonObject(reply.toString());
    }

    /** The account the answer is about; the script counts from 1. */
    Account account(JsonObject reply) {
        return terms.accounts().get(reply.getInteger("period") - 1);
    }

    Admitted admitted(JsonObject reply) {
        var held = reply.getJsonObject("amounts");
        var grant = new Grant(bound(held, Spent.TOKENS), bound(held, Metric.COST), estimate.maxTokens());
        var reservation = new Reservation(token, terms.leaseKey(), terms.accounts(), reply.getString("hold"));
        var allowance = new Allowance(left(reply), resetsAt(), rates(reply), warnings(reply));
        return new Admitted(reservation, grant, allowance);
    }

    Admission.QuotaReached reached(JsonObject reply) {
        return new Admission.QuotaReached(
                reply.getString("metric"),
                number(reply, "limit"),
                number(reply, "used"),
                account(reply).end(),
                account(reply).visitor() != null,
                rates(reply));
    }

    List<Rate> rates(JsonObject reply) {
        return IntStream.range(0, terms.rates().size())
                .mapToObj(at ->
                        rate(terms.rates().get(at), reply.getJsonArray("rates").getJsonObject(at)))
                .toList();
    }

    private static Rate rate(Terms.PerMinute limit, JsonObject known) {
        return new Rate(limit.name(), limit.most(), number(known, "left"), Duration.ofMillis(number(known, "reset")));
    }

    private List<Warning> warnings(JsonObject reply) {
        // An empty Lua table is an empty object in JSON.
        return reply.getValue("warnings") instanceof JsonArray told
                ? told.stream().map(JsonObject.class::cast).map(this::warning).toList()
                : List.of();
    }

    private Warning warning(JsonObject told) {
        return new Warning(
                told.getString("metric"),
                number(told, "limit"),
                number(told, "used"),
                told.getBoolean("reached"),
                account(told).end());
    }

    /** A hard limit of tokens or cost bounds the turn by what it holds; without one nothing does. */
    private long bound(JsonObject held, String metric) {
        return limits(metric, true) ? number(held, metric) : Long.MAX_VALUE;
    }

    private @Nullable Long left(JsonObject reply) {
        return limits(Metric.MESSAGES, true) ? Math.max(0, number(reply.getJsonObject("left"), Metric.MESSAGES)) : null;
    }

    private Instant resetsAt() {
        return terms.accounts().stream()
                .filter(account -> account.limits().stream()
                        .anyMatch(limit -> limit.metric().equals(Metric.MESSAGES)))
                .map(Account::end)
                .min(Comparator.naturalOrder())
                .orElse(terms.monthEnd());
    }

    private boolean limits(String metric, boolean hard) {
        return terms.accounts().stream()
                .flatMap(account -> account.limits().stream())
                .anyMatch(limit -> limit.metric().equals(metric) && limit.hard() == hard);
    }

    /** Lua writes large numbers with an exponent, and leaves out what is zero. */
    static long number(JsonObject json, String name) {
        return json.getValue(name) instanceof Number number ? number.longValue() : 0;
    }
}
