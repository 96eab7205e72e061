package usher.local.shop;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code get_order_status}: an order of the customer who asks. Somebody else's is not found, like one that does not exist. */
final class OrderStatus implements Tool {

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);

    private final ShopStore store;

    OrderStatus(ShopStore store) {
        this.store = store;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        String number = call.text("order").orElse("").replaceFirst("^#", "");
        String customer = call.text("customer_id").orElse("");
        return store.state().orders().stream()
                .filter(order ->
                        order.number().equals(number) && order.customer().equals(customer))
                .findFirst()
                .map(order -> found(order, store.today()))
                .orElseGet(() -> notFound(number));
    }

    private static ToolAnswer notFound(String number) {
        return new ToolAnswer.Done(
                Map.of("order", number, "found", false), "There is no order " + number + " in your account.");
    }

    private static ToolAnswer found(Order order, LocalDate today) {
        var result = new LinkedHashMap<String, Object>();
        result.put("order", order.number());
        result.put("found", true);
        result.put("status", order.status(today));
        result.put("placed_on", order.placedOn());
        result.put("items", order.items());
        if (order.parcel() != null) {
            result.put("carrier", order.parcel().carrier());
            result.put("tracking", order.parcel().tracking());
            result.put("shipped_on", order.parcel().shippedOn());
            result.put("expected_on", order.parcel().expectedOn());
        }
        return new ToolAnswer.Done(result, sentence(order, today));
    }

    private static String sentence(Order order, LocalDate today) {
        Order.Parcel parcel = order.parcel();
        if (parcel == null) {
            return "Order " + order.number() + " (" + items(order)
                    + ") is being packed and leaves us on the next working day.";
        }
        if (order.status(today).equals("delivered")) {
            return "Order " + order.number() + " (" + items(order) + ") was delivered by " + parcel.carrier() + " on "
                    + DAY.format(parcel.expectedOn()) + ".";
        }
        return "Order " + order.number() + " (" + items(order) + ") was shipped with " + parcel.carrier() + " on "
                + DAY.format(parcel.shippedOn()) + " and should arrive on " + DAY.format(parcel.expectedOn())
                + ". The tracking number is " + parcel.tracking() + ".";
    }

    private static String items(Order order) {
        return String.join(", ", order.items());
    }
}
