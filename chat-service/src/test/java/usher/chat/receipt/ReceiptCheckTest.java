package usher.chat.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.chat.model.FakeModel;
import usher.chat.model.ModelName;
import usher.chat.model.ModelUse;
import usher.chat.model.TokenUse;
import usher.chat.model.routing.Decision;
import usher.chat.receipt.Receipts.Chain;
import usher.chat.receipt.Receipts.Stored;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;

class ReceiptCheckTest {
    private static final String TEXT = "Your parcel is on its way.";

    private final ReceiptKeys keys = keys("first key of receipts, 32 bytes!");
    private final ReceiptPrinter printer = new ReceiptPrinter(keys);
    private final ReceiptCheck check = new ReceiptCheck(keys);

    @Test
    void writesItsMembersSortedAndWithoutFractions() {
        var body = stored(null, 1).body();

        assertEquals(body, CanonicalJson.of(CanonicalJson.read(body)));
        assertTrue(body.startsWith("{\"cache\":\"none\",\"conversation\":\"cnv_"), body);
        assertTrue(body.contains("\"score\":\"0.912346\""), body);
        assertTrue(body.contains("\"price\":{\"cached\":\"0.15\",\"effective_from\":\"1970-01-01T00:00:00Z\""), body);
        assertFalse(body.contains(TEXT), "only hashes of what was said");
    }

    @Test
    void holdsUntilAnyByteIsFlipped() {
        var stored = stored(null, 1);
        assertEquals(Optional.empty(), check.fault(stored));

        var bytes = stored.body().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 1;
            var flipped = with(stored, new String(bytes, StandardCharsets.UTF_8), stored.hash());
            assertEquals(Optional.of("body-changed"), check.fault(flipped), "byte " + at);
            bytes[at] ^= 1;
        }
    }

    @Test
    void showsAForgedHashByTheSeal() {
        var stored = stored(null, 1);
        var cheaper = stored.body().replace("\"cost_micros\":33", "\"cost_micros\":3");

        var forged = with(stored, cheaper, Hashes.sha256(cheaper));

        assertEquals(Optional.of("seal-broken"), check.fault(forged));
        var view = check.view(forged);
        assertEquals("seal-broken", view.fault());
        assertNull(view.signature(), "what does not hold is not signed");
    }

    @Test
    void showsATextThatWasChangedAfterwards() {
        var stored = stored(null, 1);

        var changed = new Stored(stored.body(), stored.hash(), stored.seal(), stored.keyId(), TEXT + " Or not.");

        assertEquals(Optional.of("text-changed"), check.fault(changed));
    }

    @Test
    void signsWhatItShowsAndKnowsItAgain() {
        var view = check.view(stored(null, 1));
        var signature = view.signature();
        assertNotNull(signature);
        var shown = new PresentedReceipt(view.receipt(), view.hash(), view.keyId(), signature);

        assertTrue(check.check(shown).valid());

        ((ObjectNode) shown.receipt()).put("cost_micros", 1);
        assertEquals("body-changed", check.check(shown).reason());
        var rehashed = new PresentedReceipt(
                shown.receipt(), Hashes.sha256(CanonicalJson.of(shown.receipt())), view.keyId(), signature);
        assertEquals("signature-broken", check.check(rehashed).reason());
    }

    @Test
    void holdsAfterTheKeyWasRotatedButNotByAStrangersKey() {
        var stored = stored(null, 1);

        var rotated = new ReceiptCheck(keys("second key of receipts, 32 bytes", "first key of receipts, 32 bytes!"));
        var stranger = new ReceiptCheck(keys("second key of receipts, 32 bytes"));

        assertEquals(Optional.empty(), rotated.fault(stored));
        assertEquals(Optional.of("key-unknown"), stranger.fault(stored));
    }

    @Test
    void showsAReceiptThatIsMissingFromTheChain() {
        var chain = chain(4);
        var head = chain.getLast().hash();
        assertTrue(check.check(new Chain(head, chain)).valid());

        assertFalse(check.check(new Chain(head, without(chain, 1))).valid());
        assertFalse(check.check(new Chain(head, without(chain, 3))).valid());
        var shortened = check.check(new Chain(head, without(chain, 0)));
        assertTrue(shortened.valid(), "the oldest may have been deleted by the retention");
        assertFalse(shortened.complete());
    }

    @Test
    void showsAReceiptThatNobodyLeadsTo() {
        var chain = new ArrayList<>(chain(2));
        chain.add(stored(null, 9));

        assertEquals(
                "chain-broken",
                check.check(new Chain(chain.get(1).hash(), chain))
                        .faults()
                        .getFirst()
                        .code());
    }

    private List<Stored> chain(int length) {
        var chain = new ArrayList<Stored>();
        for (int at = 0; at < length; at++) {
            chain.add(stored(at == 0 ? null : chain.getLast().hash(), at + 1));
        }
        return chain;
    }

    private static List<Stored> without(List<Stored> chain, int at) {
        var rest = new ArrayList<>(chain);
        rest.remove(at);
        return rest;
    }

    private static Stored with(Stored stored, String body, String hash) {
        return new Stored(body, hash, stored.seal(), stored.keyId(), stored.text());
    }

    private Stored stored(@Nullable String previous, int number) {
        var use = new ModelUse(
                new ModelName("openai", "gpt-4o-mini"),
                "gpt-4o-mini-2024-07-18",
                List.of("req_1"),
                1,
                new TokenUse(100, 20, 25, 0),
                FakeModel.price("0.15", "0.60"));
        var from = new Provenance(
                use.name(),
                Decision.CHOSEN,
                List.of(),
                List.of(use),
                "p",
                new Provenance.Timing(12L, 340),
                "none",
                List.of(new Provenance.Guard("injection", "passed")));
        var place = new Answered.Place(
                new TenantId(new UUID(1, 1)), new ConversationId(new UUID(1, 2)), new TurnId(new UUID(1, 3)), number);
        var receipt = printer.print(
                new Answered(
                        place,
                        new MessageId(new UUID(2, number)),
                        Instant.EPOCH,
                        TEXT,
                        "stop",
                        3,
                        List.of(new Answered.Passage(
                                new KnowledgeId(new UUID(1, 4)).toString(), 2, 0.91234567, "h", null)),
                        List.of(new Answered.Tool(new CallId(new UUID(1, 5)), "track", "succeeded", "{}", null, 9L)),
                        from),
                previous);
        return new Stored(receipt.body(), receipt.hash(), receipt.seal(), receipt.keyId(), TEXT);
    }

    private static ReceiptKeys keys(String... secrets) {
        var encoded = java.util.Arrays.stream(secrets)
                .map(secret -> Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new ReceiptKeys(() -> Optional.of(encoded));
    }
}
