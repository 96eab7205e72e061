package usher.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import usher.local.infra.PropertyFile;
import usher.local.shop.Business;
import usher.local.shop.ShopKeys;

/**
 * Makes the two demo businesses tenants of a running platform, through the public API and nothing else. Run again it
 * finds what it made (ids and keys are kept in a file) and adds what is missing.
 */
public final class Demo {

    static final String EMAIL = "admin";
    static final String PASSWORD = "admin123";

    private static final String API_KEY = "shop.api_key";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operator operator;
    private final URI gateway;
    private final URI shop;
    private final PropertyFile file;
    private final Map<String, String> kept;
    private final JsonNode plan = document();

    private Demo(Operator operator, URI gateway, URI shop, PropertyFile file) {
        this.operator = operator;
        this.gateway = gateway;
        this.shop = shop;
        this.file = file;
        this.kept = new LinkedHashMap<>(file.read());
    }

    /** Seeds the platform and hands the shop its keys. Also for tests: needs all services, the gateway and the shop. */
    public static ShopKeys seed(Platform platform) {
        URI shop = URI.create("http://127.0.0.1:" + platform.settings().port(Part.SHOP));
        var demo = new Demo(
                Operator.signIn(platform.gateway(), EMAIL, PASSWORD),
                platform.gateway(),
                shop,
                new PropertyFile(platform.folder().resolve("demo.properties")));
        ShopKeys keys = demo.run();
        platform.use(keys);
        return keys;
    }

    /** What was kept of an earlier run, so that the shop has its keys before the services are up. */
    static ShopKeys kept(Settings settings) {
        return keys(new PropertyFile(settings.folder().resolve("demo.properties")).read());
    }

    private ShopKeys run() {
        for (Business business : Business.values()) {
            DemoTenant tenant = tenant(business);
            new DemoKnowledge(operator, gateway).teach(business, tenant.id());
            operator.put("/api/v1/billing/subscription?tenant=" + tenant.id(), plan.path("subscription"));
            introduce(tenant, plan.at("/personas/" + business.slug()));
        }
        String outfitter =
                DemoTenant.kept(Business.FJORD_AND_PINE, kept).orElseThrow().id();
        new DemoTools(operator, shop, kept).give(outfitter, plan.path("tools"));
        new DemoOffers(operator).sell(outfitter, plan.path("selling"), plan.path("offers"));
        kept.computeIfAbsent(API_KEY, _ -> newKey());
        file.write(kept);
        return keys(kept);
    }

    /** What workflows enter the shop's API with. */
    private static String newKey() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Each publication is a new version, so the same text is not published again. */
    private void introduce(DemoTenant tenant, JsonNode persona) {
        String path = "/api/v1/chat/admin/persona?tenant=" + tenant.id();
        if (!operator.get(path).path("instructions").equals(persona.path("instructions"))) {
            operator.put(path, persona);
        }
    }

    private DemoTenant tenant(Business business) {
        Optional<DemoTenant> known = DemoTenant.kept(business, kept).filter(this::isActive);
        if (known.isPresent()) {
            return known.get();
        }
        JsonNode made = operator.post("/api/v1/admin/tenants", profile(business));
        var tenant = new DemoTenant(
                made.at("/tenant/id").asText(),
                made.path("publishable_key").asText(),
                made.path("secret_key").asText(),
                made.at("/identity_key/kid").asText(),
                made.at("/identity_key/secret").asText());
        kept.keySet().removeIf(name -> name.startsWith(business.slug() + "."));
        kept.putAll(tenant.properties(business));
        file.write(kept);
        return tenant;
    }

    private boolean isActive(DemoTenant tenant) {
        return operator.find("/api/v1/admin/tenants/" + tenant.id())
                .filter(found -> found.path("status").asText().equals("active"))
                .isPresent();
    }

    /** The page is on the gateway, under either name of this machine. */
    private ObjectNode profile(Business business) {
        ObjectNode profile = plan.at("/tenants/" + business.slug()).deepCopy();
        profile.putArray("allowed_origins")
                .add("http://localhost:" + gateway.getPort())
                .add("http://127.0.0.1:" + gateway.getPort());
        return profile;
    }

    private static ShopKeys keys(Map<String, String> properties) {
        var businesses = new EnumMap<Business, ShopKeys.Keys>(Business.class);
        for (Business business : Business.values()) {
            DemoTenant.kept(business, properties).ifPresent(tenant -> businesses.put(business, tenant.keys()));
        }
        return new ShopKeys(businesses, DemoTools.secrets(properties), Optional.ofNullable(properties.get(API_KEY)));
    }

    private static JsonNode document() {
        try (InputStream stream = Demo.class.getResourceAsStream("demo.json")) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
