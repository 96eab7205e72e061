package usher.tool.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.kit.seal.SealedColumn;

/** What tool-service keeps sealed; a table that keeps something sealed is added here. */
@ApplicationScoped
class SealedColumns implements SealedColumn.Known {
    @Override
    public List<SealedColumn> columns() {
        return List.of(
                SealedColumn.ofTenants("tenant_tool", "sealed_secret"),
                SealedColumn.ofTenants("tenant_tool", "former_sealed_secret"),
                SealedColumn.ofTenants("integration", "sealed_credentials"),
                SealedColumn.ofTenants("invocation", "sealed_arguments"),
                SealedColumn.ofTenants("doubt", "sealed_question"),
                SealedColumn.ofTenants("mcp_authorization", "sealed_client_secret"),
                SealedColumn.ofTenants("mcp_authorization", "sealed_access_token"),
                SealedColumn.ofTenants("mcp_authorization", "sealed_refresh_token"),
                SealedColumn.ofTenants("mcp_attempt", "sealed_client_secret"),
                SealedColumn.ofTenants("mcp_attempt", "sealed_verifier"));
    }
}
