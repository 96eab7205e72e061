package usher.billing.usage;

import java.time.LocalDate;

/** A quantity and its cost in micro-dollars, added up over a month in one of three ways. */
sealed interface Sum {
    String metric();

    long quantity();

    long costMicros();

    record OfMetric(String metric, long quantity, long costMicros) implements Sum {}

    record OfModel(String model, String provider, String metric, long quantity, long costMicros) implements Sum {}

    record OfDay(LocalDate day, String metric, long quantity, long costMicros) implements Sum {}
}
