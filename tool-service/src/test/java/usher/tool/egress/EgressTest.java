package usher.tool.egress;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Vertx;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.tool.egress.Passage.Admitted;
import usher.tool.egress.Passage.Denied;

class EgressTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://example.com/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://[::1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://169.254.169.254/latest/meta-data",
                "https://localhost/",
                "https://nowhere.invalid/",
                "https://user@1.1.1.1/",
                "https://1.1.1.1:0/",
                "gopher://1.1.1.1/",
                "https:///path",
                "mailto:someone@example.com",
            })
    void deniesWhatIsNotPublicOrNotEncrypted(String url) {
        assertInstanceOf(Denied.class, admit(url, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://1.1.1.1/hook", "https://[2606:4700::1111]:8443/hook?a=b"})
    void admitsEncryptedPublicAddresses(String url) {
        assertInstanceOf(Admitted.class, admit(url, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8090/", "http://localhost/", "http://[::1]/", "https://10.0.0.1/"})
    void admitsALaptopsOwnWhenAllowed(String url) {
        assertInstanceOf(Admitted.class, admit(url, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "http://1.1.1.1/", "ftp://127.0.0.1/"})
    void deniesPlainHttpToOthersEvenThen(String url) {
        assertInstanceOf(Denied.class, admit(url, true));
    }

    private static Passage admit(String url, boolean allowPrivate) {
        return new Egress(() -> allowPrivate, VERTX)
                .admit(URI.create(url))
                .await()
                .indefinitely();
    }
}
