package usher.billing.charge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import usher.billing.charge.Bill.TaxLine;

/** Makes bills. The same account makes the same bills, whoever asks and however often. */
public final class Biller {
    private final Account account;
    private final List<Charged> charged = new ArrayList<>();

    private Biller(Account account) {
        this.account = account;
    }

    /** One bill for each currency that the period has lines or billed segments in. */
    public static List<Bill> bills(Account account) {
        return new Biller(account).bills();
    }

    private List<Bill> bills() {
        var lines = Stream.of(base(), seats(), usage(), late())
                .flatMap(List::stream)
                .toList();
        var byCurrency = new TreeMap<String, List<Line>>();
        charged.forEach(state -> byCurrency.computeIfAbsent(currency(state.segment()), any -> new ArrayList<>()));
        lines.forEach(line -> byCurrency
                .computeIfAbsent(currency(line.segment()), any -> new ArrayList<>())
                .add(line));
        return byCurrency.entrySet().stream()
                .map(entry -> bill(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<Line> base() {
        return plans().stream()
                .filter(segment -> segment.terms().baseMinor() != 0)
                .map(segment -> {
                    var share = segment.share();
                    long amount = share.round(share.scale(segment.terms().baseMinor()));
                    return Line.of(Line.Kind.BASE, segment, null, 1, amount);
                })
                .toList();
    }

    /** Seats are charged for as much of the month as they were held; what is included is not cut, for it is held as well. */
    private List<Line> seats() {
        return account.timeline().seats(account.period(), account.proration()).stream()
                .flatMap(segment -> segment.terms().charges().stream()
                        .filter(Charge::isOfSeats)
                        .map(charge -> seats(segment, charge)))
                .toList();
    }

    private static Line seats(Segment segment, Charge charge) {
        var share = segment.share();
        var month = charge.tariff().timesWhole(segment.seats(), new Share(1, 1));
        long amount = share.round(month.multiply(BigDecimal.valueOf(share.part())));
        return Line.of(Line.Kind.SEATS, segment, charge, segment.seats(), amount);
    }

    private List<Line> usage() {
        var lines = new ArrayList<Line>();
        for (var segment : plans()) {
            for (var charge : segment.terms().charges()) {
                if (!charge.isOfSeats()) {
                    long quantity = account.used().of(segment, charge);
                    long amount = charge.tariff().price(quantity, segment.share());
                    charged.add(new Charged(segment, charge, quantity, amount));
                    if (quantity != 0 || amount != 0) {
                        lines.add(Line.of(Line.Kind.USAGE, segment, charge, quantity, amount));
                    }
                }
            }
        }
        return lines;
    }

    /** The difference to what was billed: all bills of a segment add up to one that had known everything. */
    private List<Line> late() {
        var lines = new ArrayList<Line>();
        for (var before : account.reopened()) {
            var segment = before.segment();
            var charge = before.charge();
            long quantity = account.used().of(segment, charge);
            if (quantity != before.quantity()) {
                long amount = charge.tariff().price(quantity, segment.share());
                charged.add(new Charged(segment, charge, quantity, amount));
                lines.add(new Line(
                        Line.Kind.LATE,
                        segment,
                        charge,
                        quantity - before.quantity(),
                        amount - before.amountMinor(),
                        before));
            }
        }
        return lines;
    }

    private List<Segment> plans() {
        return account.timeline().plans(account.period(), account.proration());
    }

    private Bill bill(String currency, List<Line> lines) {
        var taxes = taxes(lines);
        long net = sum(lines.stream().map(Line::amountMinor));
        long tax = sum(taxes.stream().map(TaxLine::amountMinor));
        long credit = Math.min(account.credits().getOrDefault(currency, 0L), Math.addExact(net, tax));
        var remembered = charged.stream()
                .filter(state -> currency(state.segment()).equals(currency))
                .toList();
        return new Bill(account.period(), currency, lines, taxes, net, tax, credit, remembered);
    }

    private List<TaxLine> taxes(List<Line> lines) {
        Map<Tax, Long> nets = new LinkedHashMap<>();
        lines.forEach(line -> nets.merge(account.tax(line.segment().terms()), line.amountMinor(), Math::addExact));
        return nets.entrySet().stream()
                .map(entry -> new TaxLine(
                        entry.getKey(), entry.getValue(), entry.getKey().on(entry.getValue())))
                .toList();
    }

    private static String currency(Segment segment) {
        return segment.terms().currency();
    }

    private static long sum(Stream<Long> amounts) {
        return amounts.reduce(0L, Math::addExact);
    }
}
