package usher.tool.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import usher.tool.integration.connector.Health;
import usher.tool.integration.connector.Health.Failing;
import usher.tool.integration.connector.Health.Working;
import usher.tool.integration.connector.IntegrationKind;

/**
 * A system of one tenant as it is stored. {@code credentialNames} has a member for each credential there is; what they are
 * is in {@code sealedCredentials} alone, which a deleted integration has no more.
 */
@Entity
class Integration extends PanacheEntityBase {
    @EmbeddedId
    IntegrationKey key;

    String kind;
    String name;

    @Convert(converter = ObjectColumn.class)
    ObjectNode settings;

    @Nullable
    String sealedCredentials;

    @Convert(converter = ObjectColumn.class)
    ObjectNode credentialNames;

    boolean enabled;
    long version;
    String status;

    @Nullable
    Instant testedAt;

    @Nullable
    String testCode;

    @Nullable
    String testSentence;

    @Nullable
    Instant deletedAt;

    Instant createdAt;
    Instant updatedAt;

    static Integration create(IntegrationKey key, CreateIntegration wanted, String sealed, Instant now) {
        var integration = new Integration();
        integration.key = key;
        integration.kind = wanted.kind().text();
        integration.name = wanted.name();
        integration.enabled = wanted.enabled();
        integration.createdAt = now;
        integration.connect(wanted.settings(), now);
        integration.enter(sealed, wanted.credentials().keySet());
        return integration;
    }

    void rename(String name, boolean enabled, Instant now) {
        this.name = name;
        this.enabled = enabled;
        updatedAt = now;
    }

    /** What was known of the old settings is not known of these. */
    void connect(ObjectNode settings, Instant now) {
        this.settings = settings;
        version++;
        status = "untested";
        testedAt = null;
        testCode = null;
        testSentence = null;
        updatedAt = now;
    }

    void enter(String sealed, Set<String> names) {
        sealedCredentials = sealed;
        credentialNames = JsonNodeFactory.instance.objectNode();
        new TreeSet<>(names).forEach(credential -> credentialNames.put(credential, true));
    }

    void tested(Health health, Instant now) {
        testedAt = now;
        switch (health) {
            case Working(var detail) -> {
                status = "working";
                testCode = null;
                testSentence = detail;
            }
            case Failing(var code, var sentence) -> {
                status = "failing";
                testCode = code;
                testSentence = sentence;
            }
        }
    }

    void delete(Instant now) {
        enabled = false;
        version++;
        sealedCredentials = null;
        deletedAt = now;
        updatedAt = now;
    }

    IntegrationKind kind() {
        return IntegrationKind.fromString(kind);
    }

    Set<String> credentials() {
        var names = new TreeSet<String>();
        credentialNames.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
