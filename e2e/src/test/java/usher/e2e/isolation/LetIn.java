package usher.e2e.isolation;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.e2e.client.Tenant;
import usher.e2e.world.Database;

/** A program that a member let in, written past the service: no browser is played here. */
record LetIn(String grant) {
    private static final String CLIENT = """
            insert into admin.oauth_client (id, name, redirect_uris, created_at, used_at)
            values (?, 'Owned', '{https://owned.example.com/callback}', now(), now())""";
    private static final String GRANT = """
            insert into admin.oauth_grant (tenant_id, id, member_id, client_id, client_name, scopes, resource, created_at, used_at)
            values (?, ?, ?, ?, 'Owned', '{agent:ask}', 'https://usher.example/mcp', now(), now())""";
    private static final String SECRET = """
            insert into admin.oauth_refresh_token (sha256, tenant_id, grant_id, expires_at)
            values (encode(sha256(convert_to(?, 'UTF8')), 'hex'), ?, ?, now() + interval '1 day')""";
    private static final String CODE = """
            insert into admin.oauth_code (sha256, tenant_id, grant_id, redirect_uri, challenge, expires_at)
            values (encode(sha256(convert_to(?, 'UTF8')), 'hex'), ?, ?, 'https://owned.example.com/callback', repeat('A', 43), now())""";

    static LetIn by(Database database, Tenant tenant, String member) {
        var client = UUID.randomUUID();
        var grant = new GrantId(UUID.randomUUID());
        var owner = TenantId.fromString(tenant.id()).value();
        try (var connection = database.connect();
                var clients = connection.prepareStatement(CLIENT);
                var grants = connection.prepareStatement(GRANT);
                var secrets = connection.prepareStatement(SECRET);
                var codes = connection.prepareStatement(CODE)) {
            write(clients, client);
            write(grants, owner, grant.value(), MemberId.fromString(member).value(), client);
            write(secrets, "secret of " + grant, owner, grant.value());
            write(codes, "code of " + grant, owner, grant.value());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new LetIn(grant.toString());
    }

    private static void write(PreparedStatement statement, Object... values) throws SQLException {
        for (int at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
        statement.executeUpdate();
    }
}
