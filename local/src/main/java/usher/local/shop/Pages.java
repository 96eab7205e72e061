package usher.local.shop;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages people see. Every page that shows the widget carries a token minted for this very request. */
final class Pages {

    private static final String CONNECTING =
            "<p class=\"wide\"><span class=\"notice\">The assistant is not connected yet. Reload in a moment.</span></p>";

    private final ShopStore store;
    private final InstantSource clock;

    Pages(ShopStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    String front(Business business, ShopKeys keys, boolean guest) {
        return switch (business) {
            case FJORD_AND_PINE -> shop(keys, guest ? Optional.empty() : Optional.of(Customer.DANA));
            case CAFE_LEVANT ->
                Html.fill(
                        ShopResources.text("cafe-levant.html"),
                        Map.of("widget", widget(business, keys, Optional.empty())));
        };
    }

    Optional<String> policy(Business business, String slug, ShopKeys keys) {
        boolean rightToLeft = business == Business.CAFE_LEVANT;
        return Knowledge.of(business)
                .policy(slug)
                .map(policy -> Html.fill(
                        ShopResources.text("policy.html"),
                        Map.of(
                                "language", rightToLeft ? "he" : "en",
                                "direction", rightToLeft ? "rtl" : "ltr",
                                "title", Html.escape(policy.title()),
                                "business", Html.escape(business.title()),
                                "slug", business.slug(),
                                "home", business.home(),
                                "text", Markdown.toHtml(policy.markdown()),
                                "widget", widget(business, keys, signedInOn(business)))));
    }

    private static Optional<Customer> signedInOn(Business business) {
        return business == Business.FJORD_AND_PINE ? Optional.of(Customer.DANA) : Optional.empty();
    }

    private String shop(ShopKeys keys, Optional<Customer> customer) {
        return Html.fill(
                ShopResources.text("fjord-and-pine.html"),
                Map.of(
                        "account",
                                customer.map(Pages::account)
                                        .orElse("<div class=\"account\"><a href=\"/demo/\">Sign in</a></div>"),
                        "orders", customer.map(this::orders).orElse(""),
                        "products",
                                store.state().products().stream()
                                        .map(Pages::product)
                                        .collect(Collectors.joining()),
                        "widget", widget(Business.FJORD_AND_PINE, keys, customer)));
    }

    /** Signing out tells the widget too, so that the next visitor does not see this one's conversation. */
    private static String account(Customer customer) {
        return """
                <div class="account"><span class="avatar" aria-hidden="true">DL</span><span>%s</span>
                <a class="quiet" href="/demo/?guest=1" onclick="window.Usher&amp;&amp;Usher('shutdown')">Sign out</a></div>
                """.formatted(Html.escape(customer.name()));
    }

    private String orders(Customer customer) {
        LocalDate today = store.today();
        ShopState state = store.state();
        String rows = state.orders().stream()
                .filter(order -> order.customer().equals(customer.id()))
                .map(order -> order(order, state.refundOf(order), today))
                .collect(Collectors.joining());
        return "<section class=\"wide\"><h2>Your orders</h2><ul class=\"orders\">" + rows + "</ul></section>";
    }

    private static String order(Order order, Optional<Refund> refund, LocalDate today) {
        String status = order.status(today);
        String words = refund.map(paid -> "Refunded " + paid.text()).orElseGet(() -> words(order, status));
        return "<li><span class=\"number\">" + order.number() + "</span><span class=\"items\">"
                + Html.escape(String.join(", ", order.items())) + "</span><span class=\"state " + status + "\">" + words
                + "</span></li>";
    }

    private static String words(Order order, String status) {
        return switch (status) {
            case "shipped" ->
                "On its way with "
                        + (order.parcel() == null ? "us" : order.parcel().carrier());
            case "delivered" -> "Delivered";
            default -> "Being packed";
        };
    }

    private static String product(Product product) {
        String stock = product.stock() == 0
                ? "Back in about two weeks"
                : product.stock() < 5 ? "Only " + product.stock() + " left" : "In stock";
        return """
                <li><div class="art"><svg aria-hidden="true"><use href="#%s"/></svg></div>
                <p class="fact"><span>%s</span><span class="price">%s</span></p>
                <p class="kind">%s</p><p class="stock %s">%s</p></li>
                """.formatted(
                        product.picture(),
                        Html.escape(product.name()),
                        product.priceText(),
                        Html.escape(product.kind()),
                        product.stock() < 5 ? "few" : "",
                        stock);
    }

    private String widget(Business business, ShopKeys keys, Optional<Customer> customer) {
        return keys.of(business).map(own -> script(business, own, customer)).orElse(CONNECTING);
    }

    private String script(Business business, ShopKeys.Keys keys, Optional<Customer> customer) {
        var token = new IdentityToken(keys.identityKeyId(), keys.identitySecret(), business.slug());
        String identity = customer.map(who -> " data-identity=\"" + token.of(who, clock.instant()) + "\"")
                .orElse("");
        return "<script async src=\"/widget/widget.js\" data-api-key=\"" + Html.escape(keys.publishableKey()) + "\""
                + identity + "></script>";
    }
}
