package usher.local.shop;

/**
 * Something on the shelf.
 *
 * @param price in euro cents
 * @param picture the id of its drawing in the page
 */
record Product(String name, String kind, int price, int stock, String picture) {

    String priceText() {
        return "€" + price / 100 + (price % 100 == 0 ? "" : ".%02d".formatted(price % 100));
    }
}
