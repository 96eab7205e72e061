package usher.billing.usage;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the usage of one metric comes from and goes to. The forecast of a day is the mean of the same weekday in the four weeks
 * before; its error is the mean absolute error of the same forecast for each of the last 28 whole days. The trend is
 * the slope of a least-squares line through these 28 days.
 *
 * @param monthToDate used from the first of the month until now
 * @param previousToDate used in as many days, hours and minutes of the month before
 * @param predictedMonth what the whole month will have been if the forecast is right
 * @param peakHours the busiest hours of the day, by the tenant's clocks, the busiest first
 */
record Outlook(
        String metric,
        String timeZone,
        long monthToDate,
        long previousToDate,
        long previousMonth,
        double trendPerDay,
        Prediction prediction,
        List<Hour> byHour,
        List<Weekday> byWeekday,
        List<Integer> peakHours) {
    static final String METHOD = "weekday-mean-4-weeks";
    static final int DAYS = 28;
    private static final int WEEKS = 4;
    private static final int WEEK = 7;
    private static final int PEAKS = 3;

    record Prediction(String method, long predictedMonth, double meanAbsoluteErrorPerDay) {}

    record Hour(int hour, long quantity) {}

    record Weekday(DayOfWeek weekday, long quantity) {}

    /** The mean of the same weekday in the four weeks before. */
    static double forecast(Map<LocalDate, Long> days, LocalDate day) {
        return IntStream.rangeClosed(1, WEEKS)
                .mapToLong(week -> days.getOrDefault(day.minusDays((long) WEEK * week), 0L))
                .average()
                .orElse(0);
    }

    /** Known days count as they were, today as the more of what it has and what was expected of it, the rest as expected. */
    static Prediction predict(Map<LocalDate, Long> days, LocalDate today) {
        var forecasts = new HashMap<>(days);
        double month = 0;
        for (var day = today.withDayOfMonth(1);
                YearMonth.from(day).equals(YearMonth.from(today));
                day = day.plusDays(1)) {
            double expected = forecast(forecasts, day);
            long known = days.getOrDefault(day, 0L);
            double counted = day.isBefore(today) ? known : day.equals(today) ? Math.max(known, expected) : expected;
            forecasts.put(day, Math.round(counted));
            month += counted;
        }
        double error = IntStream.rangeClosed(1, DAYS)
                .mapToObj(today::minusDays)
                .mapToDouble(day -> Math.abs(days.getOrDefault(day, 0L) - forecast(days, day)))
                .average()
                .orElse(0);
        return new Prediction(METHOD, Math.round(month), rounded(error));
    }

    /** Units per day, each day, over the last 28 whole days. */
    static double trend(Map<LocalDate, Long> days, LocalDate today) {
        double middle = (DAYS - 1) / 2.0;
        double product = 0;
        double squares = 0;
        for (int at = 0; at < DAYS; at++) {
            product += (at - middle) * days.getOrDefault(today.minusDays(DAYS - at), 0L);
            squares += (at - middle) * (at - middle);
        }
        return rounded(product / squares);
    }

    static List<Integer> peaks(List<Hour> hours) {
        var busiest = new ArrayList<>(hours);
        busiest.sort(Comparator.comparingLong(Hour::quantity).reversed().thenComparingInt(Hour::hour));
        return busiest.stream()
                .filter(hour -> hour.quantity() > 0)
                .limit(PEAKS)
                .map(Hour::hour)
                .toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
