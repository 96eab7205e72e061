package usher.tool.mcp.oauth;

import java.net.URI;
import usher.contracts.id.TenantId;
import usher.tool.http.HttpCall;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Link;

/** For whom other servers are asked, and when all of it has to be over. */
public record Asker(TenantId tenant, String part, Deadline deadline) {
    public static Asker of(Link link, Deadline deadline) {
        return new Asker(link.tenant(), link.id() + " authorization", deadline);
    }

    HttpCall.Target target(URI uri) {
        return new HttpCall.Target(tenant, part, uri);
    }
}
