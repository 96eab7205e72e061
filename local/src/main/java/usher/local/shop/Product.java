package usher.local.shop;

/**
 * Something on the shelf.
 *
 * @param price in euro cents
 * @param picture the id of its drawing in the page
 */
record Product(String name, String kind, int price, int stock, String picture) {

    String priceText() {
        return euros(price);
    }

    static String euros(int cents) {
        return "€" + cents / 100 + (cents % 100 == 0 ? "" : ".%02d".formatted(cents % 100));
    }
}
