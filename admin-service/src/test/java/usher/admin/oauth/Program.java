package usher.admin.oauth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import usher.admin.Admin;

/** A program that members let in, and the browser in which they do, in raw HTTP. */
public final class Program {
    public static final String CALLBACK = "http://127.0.0.1:4711/callback";
    public static final String RESOURCE = "https://usher.example/mcp";
    public static final String REGISTER = "/oauth/register";
    public static final String AUTHORIZE = "/oauth/authorize";

    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    public final String id;
    public final String verifier = "a-verifier-of-more-than-43-characters-that-nobody-guesses";

    private Program(String id) {
        this.id = id;
    }

    public static Program registered(String name) {
        return registered(name, CALLBACK);
    }

    public static Program registered(String name, String callback) {
        return new Program(register(Map.of("client_name", name, "redirect_uris", List.of(callback)))
                .then()
                .statusCode(201)
                .extract()
                .path("client_id"));
    }

    /** Each from an address of its own, for one may not register many. */
    public static Response register(Map<String, ?> metadata) {
        var random = ThreadLocalRandom.current();
        return register(metadata, "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256));
    }

    public static Response register(Map<String, ?> metadata, String address) {
        return given().header("X-Forwarded-For", address)
                .contentType(ContentType.JSON)
                .body(metadata)
                .post(REGISTER);
    }

    /** What it asks of a member; tests change one thing or another. */
    public Map<String, String> question() {
        return new HashMap<>(Map.of(
                "client_id",
                id,
                "redirect_uri",
                CALLBACK,
                "response_type",
                "code",
                "code_challenge",
                challenge(),
                "code_challenge_method",
                "S256",
                "resource",
                RESOURCE,
                "scope",
                "agent:ask knowledge:read",
                "state",
                "of the program"));
    }

    public String challenge() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Response ask(Map<String, String> question) {
        return browser(question).get(AUTHORIZE);
    }

    public static Response submit(Map<String, String> question, Map<String, ?> form) {
        return browser(question).formParams(form).post(AUTHORIZE);
    }

    public static Response enter(Map<String, String> question, String email, String password) {
        return submit(question, Map.of("email", email, "password", password));
    }

    private static RequestSpecification browser(Map<String, String> question) {
        return given().redirects()
                .follow(false)
                .queryParams(question)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }

    /** The consent page's proof that somebody has signed in. */
    public static String ticket(Response page) {
        var found = TICKET.matcher(page.then().statusCode(200).extract().asString());
        if (!found.find()) {
            throw new AssertionError("No consent page: " + page.asString());
        }
        return found.group(1);
    }

    public Response allow(Admin.SignedIn member) {
        return allow(question(), ticket(enter(question(), member.email(), Admin.PASSWORD)));
    }

    public static Response allow(Map<String, String> question, String ticket) {
        return submit(
                question,
                Map.of("ticket", ticket, "decision", "allow", "scope", List.of("agent:ask", "knowledge:read")));
    }

    public String code(Admin.SignedIn member) {
        return answer(allow(member)).get("code");
    }

    /** What a query says; nothing where it says nothing. */
    public record Told(Map<String, String> fields) {
        public String get(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    /** What the program is told when the browser comes back to it. */
    public static Told answer(Response redirect) {
        String location = redirect.then().statusCode(303).extract().header("Location");
        return new Told(Arrays.stream(URI.create(location).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))));
    }

    public Map<String, String> exchange(String code) {
        return new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", CALLBACK,
                "client_id", id,
                "code_verifier", verifier,
                "resource", RESOURCE));
    }

    public Response tokens(String code) {
        return token(exchange(code));
    }

    public Response refresh(String refreshToken) {
        return token(Map.of(
                "grant_type", "refresh_token",
                "refresh_token", refreshToken,
                "client_id", id,
                "resource", RESOURCE));
    }

    public static Response token(Map<String, String> form) {
        return given().formParams(form).post("/oauth/token");
    }

    public Response revoke(String token) {
        return revoke(id, token);
    }

    public static Response revoke(String client, String token) {
        return given().formParams(Map.of("token", token, "client_id", client)).post("/oauth/revoke");
    }
}
