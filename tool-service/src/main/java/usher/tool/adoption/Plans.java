package usher.tool.adoption;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Objection;
import usher.tool.integration.connector.Objections;
import usher.tool.operation.Operations;

/** Makes plans of picks, and says of each pick that cannot be what is wrong with it, all at once. No network, no database. */
@ApplicationScoped
class Plans {
    private final Operations operations;

    Plans(Operations operations) {
        this.operations = operations;
    }

    List<Plan> of(Offering offering, List<Pick> picks) {
        var wrong = new ArrayList<Objection>();
        var changed = new ArrayList<Objection>();
        var plans = new ArrayList<Plan>();
        var names = new HashSet<String>();
        for (int at = 0; at < picks.size(); at++) {
            var item = new Item(at, picks.get(at));
            var found = offering.called(item.pick().operation());
            if (found.size() != 1) {
                wrong.add(item.unfound(found.size()));
                continue;
            }
            var offer = found.getFirst();
            var plan = Plan.of(item.pick(), offer);
            wrong.addAll(judge(offering, item, plan));
            if (!names.add(plan.name())) {
                wrong.add(item.objection("/name", "name-repeated", "another pick has the name " + plan.name() + "."));
            }
            var seen = item.pick().fingerprint();
            if (seen != null && !seen.equals(offer.fingerprint())) {
                changed.add(item.objection(
                        "/fingerprint", "offer-changed", "the offer is not what it was. Look at it again."));
            }
            plans.add(plan);
        }
        Objections.refuse(wrong);
        Objections.refuse("offer-changed", changed);
        return plans;
    }

    /** Within the transaction that takes them over: {@code taken} are names that others have. */
    static void refuseTaken(String code, List<Plan> plans, Set<String> taken) {
        Objections.refuse(
                code,
                IntStream.range(0, plans.size())
                        .filter(at -> taken.contains(plans.get(at).name()))
                        .mapToObj(at -> new Item(at, plans.get(at).pick())
                                .objection(
                                        "/name",
                                        code,
                                        "the name " + plans.get(at).name() + " is taken. Give it another."))
                        .toList());
    }

    private List<Objection> judge(Offering offering, Item item, Plan plan) {
        var wrong = new ArrayList<Objection>();
        operations
                .fault(offering.system(), plan.operation())
                .ifPresent(fault -> wrong.add(item.objection("", "operation-unusable", fault)));
        var properties = plan.operation().parameters().path("properties");
        for (var parameter : new TreeSet<>(item.pick().identity().keySet())) {
            if (!properties.has(parameter)) {
                wrong.add(item.objection(
                        "/identity/" + parameter, "parameter-unknown", "there is no parameter " + parameter + "."));
            }
        }
        if (offering.system().kind() == IntegrationKind.MCP && item.pick().fingerprint() == null) {
            wrong.add(item.objection(
                    "/fingerprint", "required", "a remote tool is taken over as it was seen: pass its fingerprint."));
        }
        return wrong;
    }

    /** A pick by its place in the request; whatever is said of it names it. */
    private record Item(int at, Pick pick) {
        Objection objection(String member, String code, String sentence) {
            return new Objection("/picks/" + at + member, code, "Pick " + pick.operation() + ": " + sentence);
        }

        Objection unfound(int count) {
            return count == 0
                    ? objection("/operation", "offer-unknown", "there is no such offer.")
                    : objection(
                            "/operation",
                            "offer-ambiguous",
                            "several offers are called so. Use the names of the preview.");
        }
    }
}
