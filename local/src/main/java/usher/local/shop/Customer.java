package usher.local.shop;

/** A customer of the shop. */
record Customer(String id, String name, String email) {

    /** Who is signed in on the demo page. */
    static final Customer DANA = new Customer("cus_42", "Dana Levi", "dana@example.com");
}
