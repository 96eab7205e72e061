package usher.billing.document;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import usher.billing.invoice.InvoiceView;
import usher.kit.problem.Refusal;

/** Makes pages. Each costs much CPU, so that only so many are made at once. */
@ApplicationScoped
class Printer {
    private static final int AT_ONCE = 2;

    private final Semaphore printers = new Semaphore(AT_ONCE);

    /** 503 {@code export-busy} when too many are being made. */
    Uni<byte[]> pdf(InvoiceView invoice, @Nullable String language) {
        return Uni.createFrom()
                .item(() -> print(new Sheet(invoice, Words.in(language))))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** A page is made to its end, also when nobody waits for it any more. */
    private byte[] print(Sheet sheet) {
        if (!printers.tryAcquire()) {
            throw new Refusal("export-busy", 503, "Too many documents are being made. Try again in a moment.")
                    .header("Retry-After", "5");
        }
        try {
            return PdfInvoice.of(sheet);
        } finally {
            printers.release();
        }
    }
}
