package usher.tool.adoption;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.tool.integration.Integrations;
import usher.tool.integration.Integrations.Held;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.OfferedOperation;
import usher.tool.openapi.OpenApiDocument;
import usher.tool.operation.SaveOperation;

/** Finds out what a system offers. Nothing is held in the database meanwhile, and large documents keep no event loop busy. */
@ApplicationScoped
class Sources {
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final Tenancy tenancy;
    private final Integrations integrations;

    Sources(Tenancy tenancy, Integrations integrations) {
        this.tenancy = tenancy;
        this.integrations = integrations;
    }

    Uni<Offering> read(TenantId tenant, IntegrationId integration, Source source) {
        return tenancy.in(tenant, () -> integrations.hold(tenant, integration)).chain(system -> switch (source) {
            case Source.Document(var text) -> document(system, text);
            case Source.Given(var offers) ->
                Uni.createFrom()
                        .item(Offering.of(
                                system,
                                offers.stream()
                                        .map(offer -> new Offer(null, offer))
                                        .toList()));
            case Source.Asked asked -> ask(tenant, integration, system);
        });
    }

    /** Does what takes a while elsewhere, and comes back to where it was called. */
    static <T> Uni<T> aside(Supplier<T> work) {
        var context = Vertx.currentContext();
        var done = Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return context == null ? done : done.emitOn(MutinyHelper.executor(context));
    }

    private static Uni<Offering> document(Held system, String text) {
        if (system.kind() != IntegrationKind.CUSTOM_API) {
            throw Refusal.invalid(
                    "/document",
                    "document-unsupported",
                    "An OpenAPI document tells what a custom API offers; a system of this kind has none.");
        }
        return aside(() -> {
            var document = OpenApiDocument.read(text);
            var offers = document.documented().stream()
                    .map(found -> new Offer(found.operationId(), wanted(found.operation())))
                    .toList();
            return new Offering(system, document.baseUrl(), offers, document.size());
        });
    }

    private Uni<Offering> ask(TenantId tenant, IntegrationId integration, Held system) {
        return switch (system.kind()) {
            case CUSTOM_API ->
                throw Refusal.invalid(
                        "/document", "required", "An API does not say what it offers: pass its OpenAPI document.");
            case N8N ->
                throw Refusal.invalid("/offers", "required", "n8n does not say what its workflows take: pass offers.");
            default ->
                integrations
                        .offers(tenant, integration)
                        .map(offers -> Offering.of(
                                system, offers.stream().map(Sources::offer).toList()));
        };
    }

    private static Offer offer(OfferedOperation offered) {
        return new Offer(offered.definition().path("tool").textValue(), wanted(offered));
    }

    private static SaveOperation wanted(OfferedOperation offered) {
        return new SaveOperation(
                offered.name(),
                told(offered.description()),
                offered.risk(),
                offered.definition(),
                offered.parameters(),
                null);
    }

    /** As much as a model is told, and without the one character that Postgres cannot hold in text. */
    private static String told(String description) {
        var text = description.replace("\0", "");
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }
}
