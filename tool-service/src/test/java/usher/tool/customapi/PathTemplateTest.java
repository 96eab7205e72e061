package usher.tool.customapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    private static final PathTemplate ITEMS = new PathTemplate("/shop/orders/{order}/items");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1001                | /shop/orders/1001/items
            a b                 | /shop/orders/a%20b/items
            a/b                 | /shop/orders/a%2Fb/items
            a\\b                | /shop/orders/a%5Cb/items
            1?admin=1           | /shop/orders/1%3Fadmin%3D1/items
            1#top               | /shop/orders/1%23top/items
            1;v=2               | /shop/orders/1%3Bv%3D2/items
            %2e%2e              | /shop/orders/%252e%252e/items
            %2F                 | /shop/orders/%252F/items
            @evil.example       | /shop/orders/%40evil.example/items
            //evil.example      | /shop/orders/%2F%2Fevil.example/items
            a..b                | /shop/orders/a..b/items
            ...                 | /shop/orders/.../items
            ö€                  | /shop/orders/%C3%B6%E2%82%AC/items
            {order}             | /shop/orders/%7Border%7D/items
            $1                  | /shop/orders/%241/items
            """)
    void keepsAnArgumentInItsSegment(String argument, String path) {
        var filled = ITEMS.fill(order(argument));

        assertEquals(path, filled);
        var uri = URI.create("https://api.example.com" + filled).normalize();
        assertEquals("api.example.com", uri.getHost());
        assertEquals(5, uri.getRawPath().split("/").length);
        assertTrue(
                uri.getRawPath().startsWith("/shop/orders/") && uri.getRawPath().endsWith("/items"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../admin", "a/../../admin", "..\\admin", "a/./b", "", "a\r\nHost: evil", "a\0"})
    void refusesAnArgumentThatSomeServerCouldReadAsAWayOut(String argument) {
        assertThrows(Unusable.class, () -> ITEMS.fill(order(argument)));
    }

    @Test
    void refusesDotsThatTwoArgumentsMakeTogether() {
        var path = new PathTemplate("/orders/{order}{item}");
        var arguments = order(".").put("item", ".");

        assertThrows(Unusable.class, () -> path.fill(arguments));
    }

    @Test
    void refusesToLeaveAPlaceEmpty() {
        assertThrows(Unusable.class, () -> ITEMS.fill(JsonNodeFactory.instance.objectNode()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "/a//b",
                "/a/../b",
                "/a/%2e%2e/b",
                "/a/%2Fb",
                "/a?b=c",
                "/a#b",
                "/a\\b",
                "/a b",
                "/a/%zz"
            })
    void acceptsNoPathThatIsMoreThanAPath(String path) {
        assertFalse(PathTemplate.isPlain(path));
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode order(String value) {
        return JsonNodeFactory.instance.objectNode().put("order", value);
    }
}
