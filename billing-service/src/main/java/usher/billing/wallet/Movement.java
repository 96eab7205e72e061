package usher.billing.wallet;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.WalletTransactionId;

/** An act on a wallet, as the SQL function {@code wallet_move} takes it. */
record Movement(
        String kind,
        long amountMinor,
        String reference,
        @Nullable String description,
        int priority,
        @Nullable Instant expiresAt,
        @Nullable WalletTransactionId returns) {
    /** What is given back is used before all else: it was on its way out already. */
    private static final int FIRST = 0;

    static Movement of(AddCredit add) {
        return new Movement(
                add.kind() == AddCredit.Kind.GIFT ? "gift" : "purchase",
                add.amountMinor(),
                OwnReferences.others(add.reference()),
                add.description(),
                add.order(),
                add.expiresAt(),
                null);
    }

    static Movement of(SpendMoney spend) {
        return new Movement(
                "spending",
                spend.amountMinor(),
                OwnReferences.others(spend.reference()),
                spend.description(),
                FIRST,
                null,
                null);
    }

    static Movement of(ReturnMoney back) {
        return new Movement(
                "return",
                back.amountMinor(),
                OwnReferences.others(back.reference()),
                back.description(),
                FIRST,
                null,
                back.spending());
    }

    JsonObject json() {
        return new JsonObject()
                .put("kind", kind)
                .put("amount", amountMinor)
                .put("reference", reference)
                .put("description", description)
                .put("priority", priority)
                .put("expires_at", expiresAt == null ? null : expiresAt.toString())
                .put("returns", returns == null ? null : returns.value().toString());
    }
}
