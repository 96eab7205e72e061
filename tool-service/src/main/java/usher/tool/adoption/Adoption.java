package usher.tool.adoption;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.tool.adoption.ImportView.AdoptedView;
import usher.tool.adoption.PreviewView.OfferView;
import usher.tool.allowance.Allowances;
import usher.tool.announcement.Announcements;
import usher.tool.catalog.Catalog;
import usher.tool.connection.Connections;
import usher.tool.integration.Integrations;
import usher.tool.operation.Operations;

/** Takes offers over as tools: everything about one request is one transaction, and is announced once. */
@ApplicationScoped
class Adoption {
    /** Beyond so many characters of parameters and definitions, a preview ends. */
    private static final int LONGEST_PREVIEW = 2_000_000;

    private final Tenancy tenancy;
    private final Sources sources;
    private final Plans plans;
    private final Integrations integrations;
    private final Operations operations;
    private final Catalog catalog;
    private final Connections connections;
    private final Announcements announcements;
    private final Allowances allowances;

    Adoption(
            Tenancy tenancy,
            Sources sources,
            Plans plans,
            Integrations integrations,
            Operations operations,
            Catalog catalog,
            Connections connections,
            Announcements announcements,
            Allowances allowances) {
        this.tenancy = tenancy;
        this.sources = sources;
        this.plans = plans;
        this.integrations = integrations;
        this.operations = operations;
        this.catalog = catalog;
        this.connections = connections;
        this.announcements = announcements;
        this.allowances = allowances;
    }

    Uni<PreviewView> preview(TenantId tenant, IntegrationId integration, PreviewImport wanted) {
        return sources.read(tenant, integration, Source.of(wanted.document(), wanted.offers()))
                .chain(offering -> Sources.aside(() -> view(offering)));
    }

    Uni<ImportView> adopt(TenantId tenant, IntegrationId integration, ImportTools wanted) {
        return allowances
                .requireOwnTools(tenant)
                .chain(() -> sources.read(tenant, integration, Source.of(wanted.document(), wanted.offers())))
                .chain(offering -> Sources.aside(() -> plans.of(offering, wanted.picks())))
                .chain(planned -> tenancy.in(tenant, () -> store(tenant, integration, planned)))
                .onFailure(Catalog::isDuplicate)
                .transform(raced -> Refusal.conflict(
                        "tool-name-taken", "Somebody else has just given one of these names. Look, and ask again."));
    }

    private Uni<ImportView> store(TenantId tenant, IntegrationId integration, List<Plan> planned) {
        var names = planned.stream().map(Plan::name).toList();
        return integrations
                .hold(tenant, integration)
                .chain(held -> catalog.taken(tenant, names))
                .invoke(taken -> Plans.refuseTaken("tool-name-taken", planned, taken))
                .chain(free -> operations.taken(tenant, integration, names))
                .invoke(taken -> Plans.refuseTaken("operation-name-taken", planned, taken))
                .chain(free -> Multi.createFrom()
                        .iterable(planned)
                        .onItem()
                        .transformToUniAndConcatenate(plan -> store(tenant, integration, plan))
                        .collect()
                        .asList())
                .call(stored -> announcements.changed(tenant))
                .map(ImportView::new);
    }

    private Uni<AdoptedView> store(TenantId tenant, IntegrationId integration, Plan plan) {
        return operations
                .add(tenant, integration, plan.operation())
                .chain(operation -> catalog.add(tenant, plan.tool())
                        .call(tool -> connections.bind(tenant, tool, plan.binding(operation)))
                        .map(tool -> new AdoptedView(
                                plan.pick().operation(),
                                plan.name(),
                                tool,
                                operation,
                                plan.pick().enabled())));
    }

    private PreviewView view(Offering offering) {
        var offers = new ArrayList<OfferView>();
        long characters = 0;
        for (var offer : offering.offers()) {
            var operation = offer.operation();
            characters += operation.parameters().toString().length()
                    + operation.definition().toString().length();
            if (characters > LONGEST_PREVIEW) {
                break;
            }
            offers.add(new OfferView(
                    operation.name(),
                    offer.original(),
                    operation.description(),
                    operation.risk(),
                    operation.parameters(),
                    operation.definition(),
                    offer.fingerprint(),
                    operations.fault(offering.system(), operation).orElse(null)));
        }
        return new PreviewView(
                offering.baseUrl().orElse(null), offering.total(), offers.size() < offering.total(), offers);
    }
}
