package usher.admin.notice.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LoggedMailsTest {
    private static final Mail MAIL =
            new Mail(UUID.randomUUID(), "ann@shop.example", "Hello", "what nobody else may read");

    @Test
    void tellRecipientAndSubjectAlone() {
        var said = said(new LoggedMails(false));

        assertEquals(1, said.size());
        assertTrue(
                said.getFirst().contains("ann@shop.example") && said.getFirst().contains("Hello"), said.toString());
    }

    @Test
    void tellTheTextWhereTheSettingsSaySo() {
        assertTrue(said(new LoggedMails(true)).getLast().contains("what nobody else may read"));
    }

    private static List<String> said(LoggedMails mails) {
        var said = new CopyOnWriteArrayList<String>();
        var logger = Logger.getLogger(LoggedMails.class.getName());
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(
                        record instanceof org.jboss.logmanager.ExtLogRecord full
                                ? full.getFormattedMessage()
                                : record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            mails.send(MAIL).await().indefinitely();
        } finally {
            logger.removeHandler(handler);
        }
        return said;
    }
}
