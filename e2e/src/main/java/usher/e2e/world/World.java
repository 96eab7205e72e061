package usher.e2e.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Operator;
import usher.e2e.client.Tenant;
import usher.e2e.fault.FaultProxy;
import usher.e2e.standin.StandInProvider;
import usher.e2e.tool.StandInWebhook;
import usher.local.infra.Folders;
import usher.local.infra.StartFailure;
import usher.local.launch.Part;
import usher.local.launch.Platform;
import usher.local.launch.Settings;

/** One running Usher and everything around it that a test may touch. */
public final class World implements AutoCloseable {

    /** A tool that asks for no identity, so any visitor's question may lead to it. */
    public static final String PARCEL_TOOL = "look_up_parcel";

    private static final Duration SOON = Duration.ofSeconds(30);

    private final StandInProvider standIn = StandInProvider.start();
    private final StandInWebhook webhook = StandInWebhook.start(call ->
            Map.of("result", Map.of("parcel", call.arguments().path("parcel").asText(), "status", "on its way")));
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicInteger tenants = new AtomicInteger();
    private final Proxies proxies;
    private final MemberKeys memberKeys;
    private final Platform platform;
    private final Database database;
    private final Books books;
    private final Api api;
    private Operator operator;
    private Instant signedIn;
    private final int secondChat;

    private World(Settings given, boolean breakable) {
        secondChat = Replica.freePort();
        var settings = given.alsoAt(Part.CHAT, secondChat);
        standIn.script().lookUp("get_order_status");
        standIn.script().lookUp(PARCEL_TOOL);
        proxies = new Proxies(settings, standIn, webhook);
        memberKeys = new MemberKeys("http://127.0.0.1:" + settings.port(Part.ADMIN));
        parts.addAll(List.of(standIn, webhook, proxies, memberKeys));
        platform = started(breakable ? broken(settings) : settings);
        parts.addFirst(platform);
        // The logs stay, to be read; the rest would be half a gigabyte of each run.
        parts.addLast(() -> Folders.delete(platform.folder().resolve("data")));
        database = new Database(
                "jdbc:postgresql://127.0.0.1:" + settings.port(Part.POSTGRES) + "/usher",
                "postgres",
                databasePassword());
        books = new Books(database, standIn);
        api = Api.at(platform.gateway().toString());
        operator = Operator.local(api);
        signedIn = Instant.now();
    }

    /** With fault proxies between the services and what they need, on free ports and new data. */
    public static World start() {
        return new World(Settings.temporary(Root.find()), true);
    }

    /** Nothing in between: for load scenarios. */
    public static World plain() {
        return new World(Settings.temporary(Root.find()), false);
    }

    private Platform started(Settings settings) {
        try {
            return Platform.start(settings);
        } catch (StartFailure failure) {
            close();
            throw failure;
        }
    }

    private Settings broken(Settings settings) {
        return proxies.between(settings)
                .with("USHER_JWKS_URL", memberKeys.url())
                .with(Part.CHAT, "USHER_TURN_RENEWAL", "1s")
                .with(Part.CHAT, "USHER_TURN_SILENCE", "3s")
                .with(Part.CHAT, "USHER_TURN_LOOK", "1s");
    }

    /** Through the gateway, with no credential. */
    public Api api() {
        return api;
    }

    /** Signed in, also when a long loop outlasts the half hour that a token holds. */
    public synchronized Operator operator() {
        if (signedIn.plus(Duration.ofMinutes(20)).isBefore(Instant.now())) {
            operator = Operator.local(api);
            signedIn = Instant.now();
        }
        return operator;
    }

    public StandInProvider standIn() {
        return standIn;
    }

    public StandInWebhook webhook() {
        return webhook;
    }

    public Database database() {
        return database;
    }

    public Books books() {
        return books;
    }

    public Platform platform() {
        return platform;
    }

    public FaultProxy proxy(Dependency dependency) {
        return proxies.of(dependency);
    }

    /** A service's own port, past the gateway. */
    public String url(Service service) {
        return "http://127.0.0.1:" + platform.settings().port(service.part());
    }

    public String managementUrl(Service service) {
        return "http://127.0.0.1:" + platform.settings().managementPort(service.part());
    }

    public void kill(Service service) {
        platform.kill(service.part());
    }

    /** A further chat-service beside the one of the platform; the gateway shares the work with it while it runs. */
    public Replica secondChat() {
        return Replica.start(this, Service.CHAT, secondChat, Map.of());
    }

    /** A further chat-service that the gateway does not know: to be reached by its own address. */
    public Replica chatBeside() {
        return Replica.start(this, Service.CHAT, Replica.freePort(), Map.of());
    }

    /** A further billing-service that is told other settings than that of the platform. */
    public Replica secondBilling(Map<String, String> settings) {
        return Replica.start(this, Service.BILLING, Replica.freePort(), settings);
    }

    /** Starts it again and waits until it is ready. */
    public void start(Service service) {
        platform.start(service.part());
    }

    /** The id of a service's process. */
    public long pid(Service service) {
        return children().getOrDefault(service.part().label(), 0L);
    }

    /** The processes of the platform that are not this one, by name. */
    public Map<String, Long> children() {
        try (var children = Files.lines(platform.folder().resolve("children"))) {
            return children.map(line -> line.split(" ", 4))
                    .collect(Collectors.toMap(words -> words[3], words -> Long.parseLong(words[0])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret that the services share, by the name they read it under. */
    public String secret(String name) {
        return String.valueOf(platform.environment(Part.CHAT).get(name));
    }

    /** Signs members' tokens that every service accepts. */
    public PrivateKey memberKey() {
        return memberKeys.key();
    }

    public String memberKeyId() {
        return MemberKeys.KEY_ID;
    }

    /** A new tenant that is answered by the stand-in, through its proxy, and has room for any test. */
    public Tenant standInTenant(String name) {
        var tenant = operator().createTenant(name, "https://tenant-" + tenants.incrementAndGet() + ".example.com");
        operator().agree(tenant, 10_000_000, 1_000_000);
        useStandIn(tenant);
        Eventually.until(
                tenant + " has its plan in chat-service", SOON, () -> books.messagesAllowed(tenant) == 10_000_000);
        return tenant;
    }

    public void useStandIn(Tenant tenant) {
        operator().useStandIn(tenant, "http://" + proxies.address(Dependency.MODEL) + "/v1");
    }

    /** As {@link #standInTenant}, with a tool that looks up parcels behind the stand-in webhook and its proxy. */
    public Tenant toolTenant(String name) {
        var tenant = standInTenant(name);
        var tool = operator().tool(PARCEL_TOOL, "parcel");
        operator().enableTool(tenant, tool, "http://" + proxies.address(Dependency.WEBHOOK) + "/parcels");
        Eventually.until(tenant + " has its tool in chat-service", SOON, () -> books.tools(tenant) > 0);
        return tenant;
    }

    /** Of the database's own superuser. */
    public String databasePassword() {
        return secrets().getProperty("USHER_POSTGRES_ADMIN_PASSWORD");
    }

    private Properties secrets() {
        Path file = platform.folder().resolve("secrets.properties");
        try (var reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("Could not stop " + part, e);
            }
        }
    }
}
