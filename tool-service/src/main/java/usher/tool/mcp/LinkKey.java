package usher.tool.mcp;

import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.tool.integration.connector.Link;

/** What is remembered of a server is forgotten with the settings and credentials it was learned with. */
record LinkKey(TenantId tenant, IntegrationId integration, long version) {
    static LinkKey of(Link link) {
        return new LinkKey(link.tenant(), link.id(), link.version());
    }
}
