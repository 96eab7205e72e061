package usher.billing.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.InvoiceView.LineView;

/**
 * What a mail about an invoice has below its sentences: the lines in short, the sums, and where the document is. The document itself is not
 * in the mail: a month end would have to print thousands at once, and events would carry them.
 */
@ApplicationScoped
public class Enclosures {
    private static final int MOST_LINES = 12;

    private final DocumentLinks links;
    private final DocumentConfig config;
    private final InstantSource clock;

    Enclosures(DocumentLinks links, DocumentConfig config, InstantSource clock) {
        this.links = links;
        this.config = config;
        this.clock = clock;
    }

    public String of(InvoiceView invoice, @Nullable String locale) {
        var sheet = new Sheet(invoice, Words.in(locale));
        var text = new ArrayList<String>(lines(sheet));
        config.publicUrl().map(url -> url.replaceAll("/+$", "")).ifPresent(url -> text.addAll(where(sheet, url)));
        return String.join("\n", text);
    }

    private static List<String> lines(Sheet sheet) {
        var invoice = sheet.invoice();
        var words = sheet.words();
        var lines = invoice.lines() == null ? List.<LineView>of() : invoice.lines();
        var text = new ArrayList<String>();
        lines.stream()
                .limit(MOST_LINES)
                .forEach(line -> text.add("– " + sheet.text(line) + ": " + sheet.amount(line.amountMinor())));
        if (lines.size() > MOST_LINES) {
            text.add("– " + words.of("more", String.valueOf(lines.size() - MOST_LINES)));
        }
        invoice.taxes().forEach(tax -> text.add(sheet.tax(tax) + ": " + sheet.amount(tax.amountMinor())));
        if (invoice.isCreditNote()) {
            text.add(words.of("credited_total") + ": " + sheet.amount(invoice.grossMinor()));
        } else {
            if (invoice.creditMinor() != 0) {
                text.add(words.of("credited") + ": " + sheet.money(-invoice.creditMinor()));
            }
            text.add(words.of("total") + ": " + sheet.money(invoice.dueMinor()));
        }
        return text;
    }

    private List<String> where(Sheet sheet, String url) {
        var invoice = sheet.invoice();
        var words = sheet.words();
        var until = clock.instant().plus(config.linkHolds());
        var lastDay = LocalDate.ofInstant(until, ZoneId.of(invoice.timeZone()));
        var token = links.token(invoice, words.language(), until);
        return List.of(
                "",
                words.of("console") + ": " + url + "/admin/billing/invoices/" + invoice.id(),
                words.of("document", lastDay.toString()) + ": " + url + "/api/v1/billing/documents/" + token);
    }
}
