package usher.admin.oauth.grant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import usher.admin.oauth.Fields;
import usher.admin.oauth.Issuer;
import usher.admin.oauth.OAuthError;
import usher.admin.oauth.client.Clients;
import usher.admin.signing.AccessTokens;
import usher.admin.signing.AccessTokens.Signer;
import usher.contracts.access.Scope;
import usher.contracts.id.GrantId;
import usher.kit.tenant.Tenancy;

/** Programs come for access tokens with a code, or with the refresh token that they got last. */
@ApplicationScoped
class TokenService {
    private static final Logger LOG = Logger.getLogger(TokenService.class);
    private static final String GRANT = "grant";

    private final Issuer issuer;
    private final Tenancy tenancy;
    private final Clients clients;
    private final Grants grants;
    private final GrantService service;
    private final AccessTokens accessTokens;

    TokenService(
            Issuer issuer,
            Tenancy tenancy,
            Clients clients,
            Grants grants,
            GrantService service,
            AccessTokens accessTokens) {
        this.issuer = issuer;
        this.tenancy = tenancy;
        this.clients = clients;
        this.grants = grants;
        this.service = service;
        this.accessTokens = accessTokens;
    }

    Uni<TokenAnswer> give(Fields form) {
        requireOurs(form);
        return switch (form.required("grant_type")) {
            case "authorization_code" -> byCode(form);
            case "refresh_token" -> byRefreshToken(form);
            default -> throw new OAuthError("unsupported_grant_type", "Come with a code or a refresh token.");
        };
    }

    private Uni<TokenAnswer> byCode(Fields form) {
        var code = form.required("code");
        var redirectUri = form.required("redirect_uri");
        var verifier = form.required("code_verifier");
        return exchange(form, client -> grants.redeem(client, code, redirectUri, verifier));
    }

    private Uni<TokenAnswer> byRefreshToken(Fields form) {
        var token = form.required("refresh_token");
        var narrower = form.one("scope").map(Scope::read).orElse(null);
        return exchange(form, client -> grants.renew(client, token, narrower));
    }

    /**
     * The end of what was stolen is committed before the answer says no; what is committed for a yes can be answered, because the means
     * to sign were at hand before.
     */
    private Uni<TokenAnswer> exchange(Fields form, Function<UUID, Uni<Exchange>> act) {
        return accessTokens
                .signer()
                .chain(signer -> tenancy.across(() -> client(form).chain(act::apply))
                        .chain(exchange -> answer(exchange, signer)));
    }

    private Uni<TokenAnswer> answer(Exchange exchange, Signer signer) {
        return switch (exchange) {
            case Exchange.Given given ->
                Uni.createFrom()
                        .item(new TokenAnswer(
                                signer.sign(claims(given)),
                                "Bearer",
                                AccessTokens.LIFE.toSeconds(),
                                given.refreshToken(),
                                Scope.list(given.scopes())));
            case Exchange.Refused(var error, var sentence) -> Uni.createFrom().failure(new OAuthError(error, sentence));
            case Exchange.TooMany(var seconds) -> Uni.createFrom().failure(OAuthError.tooMany(seconds));
            case Exchange.Reused(var tenant, var grant) -> {
                LOG.warnf(
                        "A secret of a program was used twice, its access was taken back tenant=%s grant=%s",
                        tenant, grant);
                yield service.refuseTokens(tenant, grant)
                        .chain(() -> Uni.createFrom().failure(again()));
            }
        };
    }

    private static OAuthError again() {
        return OAuthError.invalidGrant("It had been used before, so the access was taken back. Ask the member again.");
    }

    private JwtClaims claims(Exchange.Given given) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer.url());
        claims.setAudience(issuer.audience());
        claims.setSubject(given.member().toString());
        claims.setClaim("client_id", given.client().toString());
        claims.setClaim("tenant", given.tenant().toString());
        claims.setClaim(GRANT, given.grant().toString());
        claims.setClaim("scope", Scope.list(given.scopes()));
        return claims;
    }

    /** See RFC 7009: either token ends all that its grant gave, and what is no token of ours has ended already. */
    Uni<Void> revoke(Fields form) {
        issuer.url();
        var token = form.required("token");
        return accessTokens
                .read(token, issuer.url(), issuer.audience())
                .chain(read -> tenancy.across(() -> client(form)
                        .chain(client ->
                                read.isPresent() ? grants.end(client, grant(read.get())) : grants.end(client, token))))
                .chain(grant ->
                        grant == null ? Uni.createFrom().voidItem() : service.refuseTokens(grant.tenant(), grant.id()));
    }

    private static GrantId grant(JwtClaims claims) {
        return GrantId.fromString(String.valueOf(claims.getClaimValue(GRANT)));
    }

    private Uni<UUID> client(Fields form) {
        return clients.named(form.required("client_id"))
                .onItem()
                .ifNull()
                .failWith(OAuthError::invalidClient)
                .map(client -> client.id());
    }

    /** Who names a resource has to name ours (RFC 8707); who names none means it, for there is no other. */
    private void requireOurs(Fields form) {
        var ours = issuer.audience();
        if (form.all("resource").stream().anyMatch(named -> !named.equals(ours))) {
            throw new OAuthError("invalid_target", "Tokens are given for " + ours + " alone.");
        }
    }
}
