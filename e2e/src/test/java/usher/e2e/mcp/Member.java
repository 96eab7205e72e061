package usher.e2e.mcp;

import java.util.Map;
import usher.e2e.client.Api;
import usher.e2e.client.Operator;
import usher.e2e.client.Tenant;
import usher.e2e.world.World;

/** An administrator of one tenant, signed in, with what is typed on a page to sign in once more. */
record Member(String email, String password, Operator signedIn) {
    private static final String GIVEN = "a password for one day";
    private static final String OWN = "a password of their own";

    static Member of(World world, Tenant tenant) {
        var email = "programs-" + tenant.id() + "@example.com";
        var body =
                Map.of("email", email, "name", "Letting in", "password", GIVEN, "role", "admin", "tenant", tenant.id());
        world.operator().api().post("/api/v1/admin/users", body).orThrow();
        return new Member(email, OWN, Operator.firstSignIn(world.api(), email, GIVEN, OWN));
    }

    Api api() {
        return signedIn.api();
    }

    String accessToken() {
        return signedIn.accessToken();
    }
}
