package usher.admin.oauth.client;

import java.util.List;

/** A registered program as RFC 7591 writes it, in snake case on the wire. */
record ClientView(
        String clientId,
        long clientIdIssuedAt,
        String clientName,
        List<String> redirectUris,
        String tokenEndpointAuthMethod,
        List<String> grantTypes,
        List<String> responseTypes) {
    static ClientView of(Client client) {
        return new ClientView(
                client.id().toString(),
                client.createdAt().getEpochSecond(),
                client.name(),
                client.redirectUris(),
                "none",
                List.of("authorization_code", "refresh_token"),
                List.of("code"));
    }
}
