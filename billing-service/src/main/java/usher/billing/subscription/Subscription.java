package usher.billing.subscription;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Period;
import usher.billing.charge.Phase;
import usher.billing.entitlement.AgreedAmount;
import usher.billing.plan.PlanKey;
import usher.contracts.id.TenantId;

/** A tenant's subscription. Each move that changes what the tenant may use takes the next version; no other move does. */
@Entity
@Table(name = "subscription")
class Subscription {
    enum Status {
        ACTIVE,
        TRIAL,
        PAUSED,
        CANCELLED,
        ENDED
    }

    @Id
    @Column(name = "tenant_id")
    private UUID tenantId;

    @Embedded
    @AttributeOverride(name = "code", column = @Column(name = "plan_code"))
    @AttributeOverride(name = "version", column = @Column(name = "plan_version"))
    private PlanKey plan;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "subscription_limit", joinColumns = @JoinColumn(name = "tenant_id"))
    private List<AgreedAmount> agreed = new ArrayList<>();

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private Status status;

    @Column(name = "version")
    private long version;

    @Column(name = "tenant_version")
    private long tenantVersion;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "seats")
    private int seats;

    @Column(name = "tried")
    private boolean tried;

    @Column(name = "approved")
    private boolean approved;

    @Column(name = "next_phase_at")
    private @Nullable Instant nextPhaseAt;

    @Column(name = "zone")
    private String zone;

    @Column(name = "charged_until")
    private Instant chargedUntil;

    @Column(name = "closes_at")
    private Instant closesAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Subscription() {}

    static Subscription begin(TenantId tenant, PlanKey plan, ZoneId zone, Instant now) {
        var subscription = new Subscription();
        subscription.tenantId = tenant.value();
        subscription.plan = plan;
        subscription.status = Status.ACTIVE;
        subscription.version = 1;
        subscription.seats = 1;
        subscription.chargedUntil = now.truncatedTo(ChronoUnit.SECONDS);
        subscription.moveTo(zone);
        subscription.createdAt = now;
        subscription.updatedAt = now;
        return subscription;
    }

    /** Puts a phase into force; amounts agreed for another plan are gone with it. */
    void enter(Phase.State state, PlanKey plan, int seats) {
        if (!plan.equals(this.plan)) {
            agreed.clear();
        }
        this.plan = plan;
        this.seats = seats;
        status = Status.valueOf(state.name());
        tried |= state == Phase.State.TRIAL;
    }

    void approve(boolean approved) {
        this.approved = approved;
    }

    void agree(List<AgreedAmount> agreed) {
        this.agreed.clear();
        this.agreed.addAll(agreed);
    }

    void expect(@Nullable Instant nextPhaseAt) {
        this.nextPhaseAt = nextPhaseAt;
    }

    /** The running period ends by the clocks of the new zone; what was charged stays charged. */
    final void moveTo(ZoneId zone) {
        this.zone = zone.getId();
        closesAt = Period.from(chargedUntil, zone).end();
    }

    boolean isBehind(long tenantVersion) {
        return tenantVersion > this.tenantVersion;
    }

    /** Applies a tenant snapshot; false when it is not newer than the one applied last, or changes no entitlement. */
    boolean follow(long tenantVersion, boolean deleted, Instant now) {
        if (tenantVersion <= this.tenantVersion) {
            return false;
        }
        this.tenantVersion = tenantVersion;
        if (deleted == ended()) {
            return false;
        }
        status = deleted ? Status.ENDED : Status.ACTIVE;
        endedAt = deleted ? now : null;
        touch(now);
        return true;
    }

    /** What may be used has changed. */
    void touch(Instant now) {
        version++;
        updatedAt = now;
    }

    TenantId tenant() {
        return new TenantId(tenantId);
    }

    PlanKey plan() {
        return plan;
    }

    List<AgreedAmount> agreed() {
        return agreed;
    }

    Status status() {
        return status;
    }

    boolean ended() {
        return status == Status.ENDED;
    }

    /** Nothing may be used until it is resumed, or at all. */
    boolean rests() {
        return status != Status.ACTIVE && status != Status.TRIAL;
    }

    int seats() {
        return seats;
    }

    boolean tried() {
        return tried;
    }

    /** Whether the tenant may choose plans that cost money by itself. */
    boolean approved() {
        return approved;
    }

    Instant closesAt() {
        return closesAt;
    }

    @Nullable
    Instant nextPhaseAt() {
        return nextPhaseAt;
    }

    long version() {
        return version;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
