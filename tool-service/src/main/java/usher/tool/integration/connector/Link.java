package usher.tool.integration.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.tool.credential.Credentials;

/**
 * An integration in use, for one call: {@code settings} are what is not secret (addresses, names); {@code version} grows
 * with every change of settings or credentials, so that whatever was obtained with old ones can be told apart.
 */
public record Link(
        TenantId tenant,
        IntegrationId id,
        IntegrationKind kind,
        long version,
        ObjectNode settings,
        Credentials credentials) {}
