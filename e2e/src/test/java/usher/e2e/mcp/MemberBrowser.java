package usher.e2e.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import usher.e2e.client.Answer;

/** As much of a browser as OAuth needs: it keeps cookies, sends back the forms of pages, and goes where it is sent. */
final class MemberBrowser {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final Pattern SCOPE = Pattern.compile("name=\"scope\" value=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, HttpCookie> cookies = new HashMap<>();

    private record Field(String name, String value) {
        String encoded() {
            return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /** What the console does when a member authorises an integration: answers the page that is to be opened. */
    URI begin(URI integration, Member member) {
        var request = HttpRequest.newBuilder(URI.create(integration + "/authorization"))
                .header("Authorization", "Bearer " + member.accessToken())
                .POST(BodyPublishers.noBody());
        return URI.create(send(request).orThrow().text("/url"));
    }

    /** Signs in on the page, allows all that is asked there, and answers the page at which it ends. */
    Answer allow(URI page, Member member, String tenant) {
        assertEquals(200, send(HttpRequest.newBuilder(page)).status());
        var consent =
                submit(page, List.of(new Field("email", member.email()), new Field("password", member.password())));
        assertEquals(200, consent.status(), consent.toString());
        assertTrue(consent.text().contains(tenant), consent.toString());
        var fields = new ArrayList<Field>();
        fields.add(new Field("decision", "allow"));
        fields.add(new Field("ticket", found(TICKET, consent).getFirst()));
        found(SCOPE, consent).forEach(scope -> fields.add(new Field("scope", scope)));
        var back = submit(page, fields);
        assertEquals(303, back.status(), back.toString());
        var place = page.resolve(back.headers().firstValue("Location").orElseThrow());
        return send(HttpRequest.newBuilder(place));
    }

    private static List<String> found(Pattern pattern, Answer page) {
        var found = pattern.matcher(page.text())
                .results()
                .map(each -> each.group(1))
                .toList();
        assertTrue(!found.isEmpty(), () -> pattern + " is not on " + page);
        return found;
    }

    private Answer submit(URI page, List<Field> form) {
        var body = form.stream().map(Field::encoded).collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", page.getScheme() + "://" + page.getRawAuthority())
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder given) {
        var path = given.build().uri().getPath();
        var held = cookies.values().stream()
                .filter(cookie -> path.startsWith(cookie.getPath()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        var request =
                held.isEmpty() ? given.build() : given.header("Cookie", held).build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").stream()
                    .map(HttpCookie::parse)
                    .flatMap(List::stream)
                    .forEach(this::keep);
            return new Answer(
                    request.method() + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(HttpCookie cookie) {
        if (cookie.hasExpired()) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie);
        }
    }
}
