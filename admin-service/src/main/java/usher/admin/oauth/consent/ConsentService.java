package usher.admin.oauth.consent;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Function;
import usher.admin.oauth.Fields;
import usher.admin.oauth.Issuer;
import usher.admin.oauth.client.RedirectUri;
import usher.admin.oauth.consent.Tickets.Ticket;
import usher.admin.oauth.grant.Authority.Finding;
import usher.admin.oauth.grant.GrantService;
import usher.admin.oauth.grant.GrantService.Decision;
import usher.admin.session.SignInService;
import usher.contracts.access.Scope;
import usher.kit.access.Caller;
import usher.kit.problem.Refusal;

/** The way from an authorization request to the answer: sign in, perhaps choose a password, decide. Each step answers with the next page. */
@ApplicationScoped
class ConsentService {
    private final AskingReader reader;
    private final SignInService signIn;
    private final GrantService grants;
    private final Tickets tickets;
    private final PageWriter pages;
    private final Issuer issuer;
    private final InstantSource clock;

    ConsentService(
            AskingReader reader,
            SignInService signIn,
            GrantService grants,
            Tickets tickets,
            PageWriter pages,
            Issuer issuer,
            InstantSource clock) {
        this.reader = reader;
        this.signIn = signIn;
        this.grants = grants;
        this.tickets = tickets;
        this.pages = pages;
        this.issuer = issuer;
        this.clock = clock;
    }

    Uni<Response> begin(Words words, Fields query) {
        return read(words, query, asking -> pages.entry(words, asking, null, ""));
    }

    /** {@code address} is whose failed sign-ins are counted. */
    Uni<Response> goOn(Words words, Fields query, Fields form, String address) {
        return read(words, query, asking -> {
            var decision = form.all("decision");
            if (decision.contains("deny")) {
                return sent(back(asking).withError("access_denied", "The member said no."));
            }
            return decision.isEmpty() ? enter(words, asking, EntryForm.of(form), address) : decide(words, asking, form);
        });
    }

    private Uni<Response> read(Words words, Fields query, Function<Asking, Uni<Response>> next) {
        return reader.read(query).chain(reading -> switch (reading) {
            case Reading.Fine(var asking) -> next.apply(asking);
            case Reading.Returned(var redirectUri, var to) ->
                RedirectUri.isOnThisMachine(redirectUri) ? sent(to) : pages.mistake(words, redirectUri, to);
            case Reading.Stranger(var trouble) -> pages.refusal(words, 400, trouble);
        });
    }

    private Uni<Response> enter(Words words, Asking asking, EntryForm form, String address) {
        var wanted = form.newPassword();
        if (!form.isComplete()) {
            return pages.entry(words, asking, Trouble.WRONG_PASSWORD, "");
        }
        if (form.troubleWithNew() != null) {
            return pages.renewal(words, asking, form.troubleWithNew(), form.email());
        }
        var known =
                wanted == null ? signIn.identify(form.login(), address) : signIn.identify(form.change(wanted), address);
        return known.chain(member -> proven(words, asking, member, form.email()))
                .onFailure(Refusal.class)
                .recoverWithUni(refused -> refused(words, asking, (Refusal) refused, form));
    }

    private Uni<Response> refused(Words words, Asking asking, Refusal refused, EntryForm form) {
        boolean renews = form.newPassword() != null;
        return switch (refused.code()) {
            case "password-change-required" -> pages.renewal(words, asking, null, form.email());
            case "invalid-credentials" ->
                renews
                        ? pages.renewal(words, asking, Trouble.WRONG_PASSWORD, form.email())
                        : pages.entry(words, asking, Trouble.WRONG_PASSWORD, form.email());
            case "too-many-attempts" -> pages.entry(words, asking, Trouble.TOO_MANY_ATTEMPTS, form.email());
            default -> Uni.createFrom().failure(refused);
        };
    }

    private Uni<Response> proven(Words words, Asking asking, Caller.Member member, String email) {
        var ticket = new Ticket(member.id(), clock.instant());
        return grants.mayDecide(member.id(), ticket.provenAt())
                .chain(finding -> finding instanceof Finding.May may
                        ? pages.consent(words, asking, null, may, tickets.seal(ticket, asking))
                        : pages.entry(words, asking, trouble(finding), email));
    }

    private Uni<Response> decide(Words words, Asking asking, Fields form) {
        var sealed = form.all("ticket");
        var ticket = sealed.isEmpty()
                ? null
                : tickets.open(sealed.getFirst(), asking).orElse(null);
        if (ticket == null) {
            return pages.entry(words, asking, Trouble.SIGN_IN_AGAIN, "");
        }
        var chosen = Scope.read(String.join(" ", form.all("scope")));
        chosen.retainAll(asking.scopes());
        if (chosen.isEmpty()) {
            return grants.mayDecide(ticket.member(), ticket.provenAt())
                    .chain(finding -> finding instanceof Finding.May may
                            ? pages.consent(words, asking, Trouble.NOTHING_CHOSEN, may, sealed.getFirst())
                            : pages.entry(words, asking, trouble(finding), ""));
        }
        return grants.allow(
                        ticket.member(),
                        ticket.provenAt(),
                        asking.client(),
                        chosen,
                        asking.redirectUri(),
                        asking.challenge())
                .chain(decision -> switch (decision) {
                    case Decision.Allowed(var code) -> sent(back(asking).withCode(code));
                    case Decision.Refused(var why) -> pages.entry(words, asking, trouble(why), "");
                });
    }

    private static Trouble trouble(Finding finding) {
        return switch (finding) {
            case Finding.OfNoTenant none -> Trouble.NO_TENANT;
            case Finding.RoleTooLow low -> Trouble.ROLE_TOO_LOW;
            case Finding.TenantAway away -> Trouble.TENANT_AWAY;
            case Finding.Gone gone -> Trouble.SIGN_IN_AGAIN;
            case Finding.May may -> throw new IllegalStateException("There is no trouble with who may");
        };
    }

    private Return back(Asking asking) {
        return new Return(asking.redirectUri(), asking.state(), issuer.url());
    }

    private static Uni<Response> sent(URI to) {
        return Uni.createFrom().item(PageWriter.sendTo(to));
    }
}
