package usher.billing.subscription;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Phase;
import usher.billing.plan.PlanKey;
import usher.contracts.id.TenantId;

/** A phase of a subscription, in force or scheduled. It is never changed, but withdrawn before it has begun. */
@Entity
@Table(name = "subscription_phase")
class PhaseRow {
    @Column(name = "tenant_id")
    private UUID tenantId;

    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private Phase.State state;

    @Embedded
    @AttributeOverride(name = "code", column = @Column(name = "plan_code"))
    @AttributeOverride(name = "version", column = @Column(name = "plan_version"))
    private PlanKey plan;

    @Column(name = "seats")
    private int seats;

    @Column(name = "made_by")
    private String madeBy;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    protected PhaseRow() {}

    static PhaseRow of(TenantId tenant, UUID id, Move move, String by, Instant now) {
        var row = new PhaseRow();
        row.tenantId = tenant.value();
        row.id = id;
        row.startsAt = move.at();
        row.state = move.state();
        row.plan = move.plan();
        row.seats = move.seats();
        row.madeBy = by;
        row.madeAt = now;
        return row;
    }

    void withdraw(Instant now) {
        withdrawnAt = now;
    }

    UUID id() {
        return id;
    }

    Instant startsAt() {
        return startsAt;
    }

    Phase.State state() {
        return state;
    }

    PlanKey plan() {
        return plan;
    }

    int seats() {
        return seats;
    }

    String madeBy() {
        return madeBy;
    }

    Instant madeAt() {
        return madeAt;
    }

    @Nullable
    Instant withdrawnAt() {
        return withdrawnAt;
    }
}
