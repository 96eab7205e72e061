package usher.chat.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelUse;
import usher.chat.model.TokenUse;
import usher.chat.model.price.TokenCost;
import usher.contracts.money.TokenPrice;

/** Makes receipts and seals them to the one before. */
@ApplicationScoped
public class ReceiptPrinter {
    private static final int VERSION = 1;
    private static final int SCORE_DIGITS = 6;

    private final ReceiptKeys keys;

    ReceiptPrinter(ReceiptKeys keys) {
        this.keys = keys;
    }

    /** {@code previous} is the hash of the conversation's last receipt, absent for the first. */
    public SealedReceipt print(Answered answered, @Nullable String previous) {
        var body = CanonicalJson.of(receipt(answered, previous));
        var hash = Hashes.sha256(body);
        var key = keys.newest();
        return new SealedReceipt(body, hash, previous, key.seal(hash), key.id());
    }

    private static Receipt receipt(Answered answered, @Nullable String previous) {
        var place = answered.place();
        var from = answered.from();
        return new Receipt(
                VERSION,
                place.tenant().toString(),
                place.conversation().toString(),
                place.turn().toString(),
                place.number(),
                answered.message().toString(),
                answered.at().toString(),
                previous,
                Hashes.sha256(answered.text()),
                answered.finishReason(),
                new Receipt.Persona(answered.personaVersion(), from.promptHash()),
                answered.passages().stream().map(ReceiptPrinter::passage).toList(),
                answered.tools().stream().map(ReceiptPrinter::tool).toList(),
                new Receipt.Speaker(from.speaker().provider(), from.speaker().model()),
                routing(from),
                from.uses().stream().map(ReceiptPrinter::use).toList(),
                from.cost().micros(),
                from.cache(),
                from.guards().stream()
                        .map(found -> new Receipt.Guard(found.guard(), found.verdict()))
                        .toList(),
                new Receipt.Timing(from.timing().firstTokenMs(), from.timing().totalMs()));
    }

    private static Receipt.Passage passage(Answered.Passage passage) {
        var score = BigDecimal.valueOf(passage.score()).setScale(SCORE_DIGITS, RoundingMode.HALF_UP);
        return new Receipt.Passage(
                passage.document(),
                passage.chunk(),
                score.toPlainString(),
                passage.textHash(),
                passage.at() == null ? null : passage.at().toString());
    }

    private static Receipt.Tool tool(Answered.Tool tool) {
        return new Receipt.Tool(
                tool.call().toString(),
                tool.name(),
                tool.state(),
                Hashes.sha256(tool.arguments()),
                tool.result() == null ? null : Hashes.sha256(tool.result()),
                tool.ms());
    }

    private static Receipt.Routing routing(Provenance from) {
        var decision = from.decision();
        return new Receipt.Routing(
                decision.reason(),
                decision.cheap(),
                decision.experiment(),
                decision.purpose(),
                decision.arm(),
                from.failures().stream()
                        .map(failed -> new Receipt.Failed(
                                failed.model().provider(), failed.model().model(), failed.code()))
                        .toList());
    }

    private static Receipt.Use use(ModelUse use) {
        var price = use.price();
        return new Receipt.Use(
                use.name().provider(),
                use.name().model(),
                use.servedModel(),
                use.requestIds(),
                use.requests(),
                classes(use.tokens()),
                new Receipt.Price(
                        price.effectiveFrom().toString(),
                        text(price.input()),
                        text(price.cached()),
                        text(price.output()),
                        text(price.reasoning())),
                classes(use.cost()));
    }

    private static Receipt.Classes classes(TokenUse tokens) {
        return new Receipt.Classes(tokens.input(), tokens.cached(), tokens.output(), tokens.reasoning());
    }

    private static Receipt.Classes classes(TokenCost cost) {
        return new Receipt.Classes(cost.input(), cost.cached(), cost.output(), cost.reasoning());
    }

    private static String text(TokenPrice price) {
        return price.perMillion().stripTrailingZeros().toPlainString();
    }
}
