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
        if (!printers.tryAcquire()) {
            throw new Refusal("export-busy", 503, "Too many documents are being made. Try again in a moment.")
                    .header("Retry-After", "5");
        }
        return Uni.createFrom()
                .item(() -> PdfInvoice.of(new Sheet(invoice, Words.in(language))))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .eventually(() -> printers.release());
    }
}
