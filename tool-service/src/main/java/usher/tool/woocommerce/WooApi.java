package usher.tool.woocommerce;

import com.fasterxml.jackson.databind.node.NullNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import usher.tool.commerce.ShopSettings;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Link;
import usher.tool.target.Preview;

/** Reads from a shop. See the WooCommerce REST API documentation, "Authentication over HTTPS". */
@ApplicationScoped
class WooApi {
    static final String URL = "url";
    static final String CURRENCY = "currency";
    static final String KEY = "consumer_key";
    static final String SECRET = "consumer_secret";

    /** An order comes with all there is of its lines, of which a name, a SKU and a number are used. */
    private static final int ANSWER_BYTES = 524_288;

    private final HttpCalls http;

    WooApi(HttpCalls http) {
        this.http = http;
    }

    /** {@code path} is below {@code /wp-json}. */
    Uni<HttpReply> get(Link link, String path, Map<String, String> query, Deadline deadline) {
        var target = new HttpCall.Target(link.tenant(), link.id().toString(), URI.create(url(link, path, query)));
        var headers = headers(basic(link));
        return http.send(new HttpCall(target, HttpMethod.GET, left -> headers, Buffer.buffer(), deadline.left(), true)
                .mostBytes(ANSWER_BYTES));
    }

    /** What {@link #get} would send. */
    static Preview preview(Link link, String path, Map<String, String> query) {
        return Preview.of("GET", url(link, path, query), headers(Preview.SECRET), NullNode.getInstance());
    }

    private static String url(Link link, String path, Map<String, String> query) {
        return root(link) + "/wp-json" + path + query(query);
    }

    private static MultiMap headers(String pair) {
        return MultiMap.caseInsensitiveMultiMap()
                .set("accept", "application/json")
                .set("user-agent", "Usher")
                .set("authorization", "Basic " + pair);
    }

    static String root(Link link) {
        return ShopSettings.root(link.settings().path(URL).asText());
    }

    private static String query(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : new TreeMap<>(query)
                        .entrySet().stream()
                                .map(part -> part.getKey()
                                        + '='
                                        + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&", "?", ""));
    }

    private static String basic(Link link) {
        var pair = link.credentials().get(KEY) + ':' + link.credentials().get(SECRET);
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
