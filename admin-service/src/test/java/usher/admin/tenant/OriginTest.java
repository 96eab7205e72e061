package usher.admin.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com, https://shop.example.com",
        "HTTPS://Shop.Example.com, https://shop.example.com",
        "https://shop.example.com:443, https://shop.example.com",
        "http://shop.example.com:80, http://shop.example.com",
        "http://localhost:8080, http://localhost:8080",
        "https://*.example.com, https://*.example.com",
        "https://bücher.example, https://xn--bcher-kva.example",
        "http://127.0.0.1:3000, http://127.0.0.1:3000",
        "http://[::1]:3000, http://[::1]:3000"
    })
    void isWrittenAsBrowsersSendIt(String text, String origin) {
        assertEquals(Optional.of(new Origin(origin)), Origin.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example.com",
                "ftp://shop.example.com",
                "https://",
                "https://shop.example.com/",
                "https://shop.example.com/path",
                "https://shop.example.com?q",
                "https://user@shop.example.com",
                "https://*",
                "https://*.com",
                "https://*.*.example.com",
                "https://shop.*.com",
                "https://shop example.com",
                "https://shop.example.com:0",
                "https://shop.example.com:65536",
                "https://-shop.example.com",
                "https://shop..example.com",
                "https://*.[::1]",
                "null",
                "https://evil.com\\@shop.example.com"
            })
    void isNothingElse(String text) {
        assertEquals(Optional.empty(), Origin.parse(text));
    }

    @Test
    void isNeverLongerThanAHostNameMayBe() {
        assertEquals(Optional.empty(), Origin.parse("https://" + "a.".repeat(130) + "com"));
    }
}
