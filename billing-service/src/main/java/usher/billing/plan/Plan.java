package usher.billing.plan;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Terms;

/** What a plan allows. Never changed: a change is a row with the next version. Only whether it is on sale is. */
@Entity
@Immutable
@Table(name = "plan")
public class Plan {
    @EmbeddedId
    private PlanKey key;

    @Column(name = "name")
    private String name;

    @Column(name = "negotiable")
    private boolean negotiable;

    @Column(name = "price_list")
    private String priceList;

    @Convert(converter = PlanTermsText.class)
    @Column(name = "terms")
    private PlanTerms terms;

    @Column(name = "effective_from")
    private Instant effectiveFrom;

    @Column(name = "self_service")
    private boolean selfService;

    @Column(name = "disabled")
    private boolean disabled;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(
            name = "plan_limit",
            joinColumns = {
                @JoinColumn(name = "plan_code", referencedColumnName = "code"),
                @JoinColumn(name = "plan_version", referencedColumnName = "version")
            })
    @OrderBy("metric")
    private List<PlanLimit> limits = new ArrayList<>();

    protected Plan() {}

    /** {@code disabled}: a new version does not put a plan on sale again. */
    static Plan publish(PlanKey key, PublishPlan wanted, boolean disabled, Instant now) {
        var plan = new Plan();
        plan.key = key;
        plan.name = wanted.name();
        plan.negotiable = wanted.isNegotiable();
        plan.selfService = wanted.isSelfService();
        plan.priceList = "standard-1";
        plan.terms = wanted.terms();
        plan.effectiveFrom = wanted.from(now);
        plan.disabled = disabled;
        plan.limits.addAll(wanted.planLimits());
        return plan;
    }

    public PlanKey key() {
        return key;
    }

    public String name() {
        return name;
    }

    /** Whether a subscription may bring amounts of its own for the metrics of {@link #limits()}. */
    public boolean negotiable() {
        return negotiable;
    }

    public String priceList() {
        return priceList;
    }

    public List<PlanLimit> limits() {
        return limits;
    }

    public PlanTerms terms() {
        return terms;
    }

    /** The money side, for computing. */
    public Terms price() {
        return terms.terms(key);
    }

    Instant effectiveFrom() {
        return effectiveFrom;
    }

    /** Whether tenants may choose it themselves. */
    public boolean selfService() {
        return selfService;
    }

    /** Whether it may be chosen by who is not on it. */
    public boolean onSale() {
        return !disabled;
    }

    @Nullable
    Instant withdrawnAt() {
        return withdrawnAt;
    }
}
