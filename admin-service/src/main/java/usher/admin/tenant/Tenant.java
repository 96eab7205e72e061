package usher.admin.tenant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Branding;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** A business that uses Usher. Active and suspended tenants may become each other; a deleted one stays deleted. */
@Entity
@Table(name = "tenant")
class Tenant {
    @Id
    private UUID id;

    private long version;
    private String name;
    private @Nullable String domain;

    @Enumerated(EnumType.STRING)
    private TenantStatus status;

    private String[] allowedOrigins;
    private String locale;
    private String timeZone;
    private @Nullable Integer retentionDays;
    private String displayName;
    private String primaryColor;
    private String greeting;
    private String position;
    private String[] suggestions;
    private Instant createdAt;
    private Instant updatedAt;

    protected Tenant() {}

    Tenant(TenantId id, Profile profile, Instant now) {
        this.id = id.value();
        this.version = 0;
        this.status = TenantStatus.ACTIVE;
        this.createdAt = now;
        take(profile, now);
    }

    void change(Profile profile, Instant now) {
        refuseIfDeleted();
        take(profile, now);
    }

    void move(TenantStatus to, Instant now) {
        refuseIfDeleted();
        status = to;
        touch(now);
    }

    /** For what hangs on the tenant and is published with it: its keys. */
    void touch(Instant now) {
        version++;
        updatedAt = now;
    }

    void refuseIfDeleted() {
        if (status == TenantStatus.DELETED) {
            throw Refusal.conflict("tenant-deleted", "This tenant is deleted and cannot be changed any more.");
        }
    }

    private void take(Profile profile, Instant now) {
        name = profile.name();
        domain = profile.domain();
        allowedOrigins = profile.allowedOrigins().toArray(String[]::new);
        locale = profile.locale();
        timeZone = profile.timeZone();
        retentionDays = profile.retentionDays();
        displayName = profile.branding().displayName();
        primaryColor = profile.branding().primaryColor();
        greeting = profile.branding().greeting();
        position = profile.branding().position();
        suggestions = profile.branding().suggestions().toArray(String[]::new);
        touch(now);
    }

    TenantId id() {
        return new TenantId(id);
    }

    long version() {
        return version;
    }

    TenantStatus status() {
        return status;
    }

    Profile profile() {
        var branding = new Branding(displayName, primaryColor, greeting, position, List.of(suggestions));
        return new Profile(name, domain, List.of(allowedOrigins), locale, timeZone, retentionDays, branding);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
