package usher.local.shop;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** {@code refund_order}: pays an order of the customer who asks back, once and no more than it cost. */
final class Refunding implements Tool {

    private static final int CENTS = 100;

    private final ShopStore store;

    Refunding(ShopStore store) {
        this.store = store;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        String number = call.text("order").orElse("").replaceFirst("^#", "");
        String customer = call.text("customer_id").orElse("");
        return store.change(state -> state.orders().stream()
                .filter(order ->
                        order.number().equals(number) && order.customer().equals(customer))
                .findFirst()
                .map(order -> refund(state, order, call))
                .orElseGet(() -> ShopStore.Change.none(
                        ToolAnswer.failed("order-unknown", "There is no order " + number + " in your account."))));
    }

    private static ShopStore.Change<ToolAnswer> refund(ShopState state, Order order, ToolCall call) {
        Optional<Refund> earlier = state.refundOf(order);
        if (earlier.isPresent()) {
            return ShopStore.Change.none(again(earlier.get(), call));
        }
        int total = state.total(order);
        Optional<Integer> cents = call.text("amount").map(Refunding::cents);
        if (cents.isPresent() && (cents.get() <= 0 || cents.get() > total)) {
            return ShopStore.Change.none(ToolAnswer.failed(
                    "amount-invalid",
                    "Order " + order.number() + " cost " + Product.euros(total)
                            + "; a refund is between €0.01 and that."));
        }
        var refund = new Refund(order.number(), cents.orElse(total), call.idempotencyKey());
        return ShopStore.Change.to(state.with(refund), paid(refund));
    }

    /** A repeated call is answered as the first one was; another call for the same order gets nothing more. */
    private static ToolAnswer again(Refund earlier, ToolCall call) {
        return earlier.idempotencyKey().equals(call.idempotencyKey())
                ? paid(earlier)
                : ToolAnswer.failed(
                        "already-refunded",
                        "Order " + earlier.order() + " has been refunded already: " + earlier.text() + ".");
    }

    private static ToolAnswer paid(Refund refund) {
        return new ToolAnswer.Done(
                Map.of("order", refund.order(), "refunded_cents", refund.cents(), "currency", "EUR"),
                refund.text() + " for order " + refund.order()
                        + " is on its way back to the card you paid with. It can take 5 working days to arrive.");
    }

    /** Not a number is not an amount. */
    private static int cents(String euros) {
        try {
            return new BigDecimal(euros).multiply(BigDecimal.valueOf(CENTS)).intValueExact();
        } catch (ArithmeticException | NumberFormatException _) {
            return 0;
        }
    }
}
