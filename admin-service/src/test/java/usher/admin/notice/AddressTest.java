package usher.admin.notice;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"ann@example.com", "ann+shop@mail.example.com", "admin", "דנה@example.com"})
    void isOnePlainMailbox(String text) {
        assertTrue(Address.isPlain(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a@b, c@d",
                "a@b;c@d",
                "Ann <ann@example.com>",
                "a@b\r\nRCPT TO:<c@d>",
                "a@b\nBcc: c@d",
                "a\0@b",
                "a@b@c",
                "\"a b\"@c",
                "a@",
                "@b",
                "a\u2028@b"
            })
    void isNothingThatEndsAHeaderOrACommand(String text) {
        assertFalse(Address.isPlain(text));
    }
}
