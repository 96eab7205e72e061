package usher.kit.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class OutagesTest {
    @Test
    void knowsWhatComesBackByItself() {
        assertTrue(Outages.isOutage(new CompletionException(new ConnectException("refused"))));
        assertTrue(Outages.isOutage(new TimeoutException()));
        assertTrue(Outages.isOutage(new PgException("going", "FATAL", "57P01", "")));
    }

    @Test
    void doesNotExcuseMistakes() {
        assertFalse(Outages.isOutage(new IllegalStateException("a bug")));
        assertFalse(Outages.isOutage(new NullPointerException()));
        assertFalse(Outages.isOutage(new PgException("syntax", "ERROR", "42601", "")));
    }
}
