package usher.local.shop;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything the shop remembers.
 *
 * @param answers what was answered to which idempotency key
 * @param refunds absent in files of a shop that gave none yet
 */
record ShopState(
        List<Order> orders,
        List<Product> products,
        List<Appointment> appointments,
        Map<String, Appointment> answers,
        @Nullable List<Refund> refunds) {

    ShopState {
        orders = List.copyOf(orders);
        products = List.copyOf(products);
        appointments = List.copyOf(appointments);
        answers = Map.copyOf(answers);
        refunds = refunds == null ? List.of() : List.copyOf(refunds);
    }

    ShopState with(Appointment appointment, String idempotencyKey) {
        var more = new ArrayList<>(appointments);
        more.add(appointment);
        var known = new TreeMap<>(answers);
        known.put(idempotencyKey, appointment);
        return new ShopState(orders, products, more, known, refunds);
    }

    ShopState with(Refund refund) {
        var more = new ArrayList<>(paid());
        more.add(refund);
        return new ShopState(orders, products, appointments, answers, more);
    }

    Optional<Refund> refundOf(Order order) {
        return paid().stream()
                .filter(refund -> refund.order().equals(order.number()))
                .findFirst();
    }

    /** What an order cost, in euro cents. */
    int total(Order order) {
        return order.items().stream()
                .mapToInt(item -> products.stream()
                        .filter(product -> product.name().equals(item))
                        .mapToInt(Product::price)
                        .sum())
                .sum();
    }

    private List<Refund> paid() {
        return Objects.requireNonNull(refunds);
    }

    /** A shop on its first day: dates lie around today. */
    static ShopState fresh(LocalDate today) {
        return new ShopState(
                List.of(
                        new Order(
                                "1042",
                                "cus_42",
                                List.of("Fjell 45 rucksack", "Ull merino base layer"),
                                today.minusDays(4),
                                new Order.Parcel("PostNord", "PN7730415NO", today.minusDays(2), today.plusDays(3))),
                        new Order(
                                "1037",
                                "cus_42",
                                List.of("Glimt headlamp"),
                                today.minusDays(19),
                                new Order.Parcel("PostNord", "PN7729870NO", today.minusDays(18), today.minusDays(14))),
                        new Order("1051", "cus_42", List.of("Kaffe enamel mug"), today, null),
                        new Order(
                                "1043",
                                "cus_43",
                                List.of("Vind two-person tent"),
                                today.minusDays(3),
                                new Order.Parcel("DHL", "JD0146003912", today.minusDays(1), today.plusDays(4)))),
                List.of(
                        new Product("Fjell 45 rucksack", "45 litres, recycled ripstop", 14900, 12, "rucksack"),
                        new Product("Vind two-person tent", "2.1 kg, three seasons", 34900, 3, "tent"),
                        new Product("Skog rain jacket", "Three layers, 20,000 mm", 22900, 0, "jacket"),
                        new Product("Glimt headlamp", "400 lumen, USB-C", 4900, 41, "headlamp"),
                        new Product("Ull merino base layer", "190 g/m² merino wool", 7900, 26, "base-layer"),
                        new Product("Kaffe enamel mug", "350 ml, dishwasher safe", 1800, 64, "mug")),
                List.of(),
                Map.of(),
                List.of());
    }
}
