package usher.billing.plan;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;

/** What a plan allows. Never changed: a change is a row with the next version. */
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

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(
            name = "plan_limit",
            joinColumns = {
                @JoinColumn(name = "plan_code", referencedColumnName = "code"),
                @JoinColumn(name = "plan_version", referencedColumnName = "version")
            })
    @OrderBy("metric")
    private List<PlanLimit> limits;

    protected Plan() {}

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
}
