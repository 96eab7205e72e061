package usher.chat.conversation.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Citation;
import usher.chat.conversation.MessageView;
import usher.chat.conversation.export.Sheet.Setting;
import usher.chat.conversation.management.ConversationSummary;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.VisitorId;

class PdfSheetTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<MessageView> MESSAGES = List.of(
            message("user", "שלום, איפה ההזמנה שלי 1042? הזמנתי Trail Boots במידה 42 (שחור)."),
            message(
                    "assistant",
                    "ההזמנה 1042 יצאה לדרך ב-20/11/2026 ותגיע תוך 2–3 ימי עסקים [1].\nאפשר לעקוב: https://shop.example.com/t/1042"),
            message("user", "Thanks! And do you ship to Jordan?"),
            message("assistant", "Yes <b>we</b> do & it takes 5 days. 🙂"),
            message("user", "متى يصل طلبي رقم 1042؟ شكرا"));

    /** The page is left in target/ for people to look at. */
    @Test
    void setsHebrewAndArabicFromTheRight() throws IOException {
        var pdf = PdfSheet.of(sheet(MESSAGES));

        try (var document = Loader.loadPDF(pdf)) {
            var picture = new PDFRenderer(document).renderImageWithDPI(0, 110);
            Files.createDirectories(Path.of("target"));
            ImageIO.write(picture, "png", Path.of("target", "conversation.png").toFile());
            var text = text(document);
            assertTrue(text.contains("יצאה לדרך") && text.contains("איפה ההזמנה שלי"), text);
            assertTrue(text.contains("Trail Boots"), text);
            assertTrue(text.contains("Yes <b>we</b> do & it takes 5 days."), text);
            assertEquals(1, document.getNumberOfPages());
        }
    }

    @Test
    void holdsALongConversationAndSaysWhereItEnds() throws IOException {
        var many = java.util.Collections.nCopies(500, MESSAGES.get(1));
        var pdf = PdfSheet.of(sheet(many));

        try (var document = Loader.loadPDF(pdf)) {
            assertTrue(document.getNumberOfPages() > 20);
            assertTrue(pdf.length < 3_000_000, pdf.length + " bytes");
        }
    }

    @Test
    void leavesOutWhatNoPageCanHold() throws IOException {
        var odd = message("user", "a\u0001b\uFFFE \uD800 <script src=\"http://127.0.0.1:1/x\"/> ]]> &nbsp; \u202Eevil");

        try (var document = Loader.loadPDF(PdfSheet.of(sheet(List.of(odd))))) {
            assertTrue(text(document).contains("<script"), text(document));
        }
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    private static Sheet sheet(List<MessageView> messages) {
        var conversation = new ConversationSummary(
                new ConversationId(UUID.randomUUID()),
                new VisitorId(UUID.randomUUID()),
                "open",
                "איפה ההזמנה שלי 1042?",
                false,
                "",
                messages.size(),
                "he",
                BEGAN,
                BEGAN);
        return Sheet.of(conversation, messages, new Setting("he", ZoneId.of("Asia/Jerusalem"), messages.size() > 100));
    }

    private static MessageView message(String role, String text) {
        var sources = role.equals("user")
                ? List.<Citation>of()
                : List.of(new Citation(1, "מדיניות משלוחים", "https://shop.example.com/shipping"));
        return new MessageView(new MessageId(UUID.randomUUID()), role, text, sources, List.of(), null, BEGAN);
    }
}
