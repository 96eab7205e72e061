package usher.billing.document;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.billing.invoice.Invoices;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;

/** Documents that mails link to. No credential of ours: whoever has the mail may read the document. */
@Path("/api/v1/billing/documents/{token}")
public class LinkedDocumentResource {
    private final DocumentLinks links;
    private final Invoices invoices;
    private final Printer printer;

    LinkedDocumentResource(DocumentLinks links, Invoices invoices, Printer printer) {
        this.links = links;
        this.invoices = invoices;
        this.printer = printer;
    }

    @GET
    @Produces("application/pdf")
    @Operation(
            summary = "The invoice or credit note that a mail links to, as PDF",
            description =
                    "The link is sealed and holds for a while. 404 for what is no such link; 410 link-expired; 503 export-busy: try again.")
    @Accepts(Credential.ANYONE)
    public Uni<Response> read(@PathParam("token") String token) {
        var target = links.open(token);
        return invoices.get(target.tenant(), target.invoice())
                .chain(invoice -> printer.pdf(invoice, target.language())
                        .map(bytes -> Response.ok(bytes)
                                .header(
                                        "Content-Disposition",
                                        "inline; filename=\"" + DocumentResource.name(invoice) + ".pdf\"")
                                .header("Cache-Control", "no-store")
                                .header("Referrer-Policy", "no-referrer")
                                .header("X-Content-Type-Options", "nosniff")
                                .build()));
    }
}
