package usher.local.shop;

/**
 * Money that went back to a customer.
 *
 * @param cents of a euro
 * @param idempotencyKey of the call that it was paid for
 */
record Refund(String order, int cents, String idempotencyKey) {

    String text() {
        return Product.euros(cents);
    }
}
