package usher.local.launch;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import usher.local.gateway.Routes;

/** What the platform is made of, with the ports that are used when nobody chooses others. */
public enum Part {
    POSTGRES(15432),
    REDIS(16379),
    KAFKA(19092),
    CHAT(8081, 9081, Routes.Service.CHAT, "-Xmx400m", "--add-modules", "jdk.incubator.vector"),
    TOOL(8082, 9082, Routes.Service.TOOL, "-Xmx256m"),
    ADMIN(8083, 9083, Routes.Service.ADMIN, "-Xmx256m"),
    BILLING(8084, 9084, Routes.Service.BILLING, "-Xmx256m"),
    SHOP(8090),
    GATEWAY(8080);

    private final int port;
    private final int managementPort;
    private final Routes.@org.jspecify.annotations.Nullable Service route;
    private final List<String> jvm;

    Part(int port) {
        this.port = port;
        this.managementPort = 0;
        this.route = null;
        this.jvm = List.of();
    }

    Part(int port, int managementPort, Routes.Service route, String... jvm) {
        this.port = port;
        this.managementPort = managementPort;
        this.route = route;
        this.jvm = List.of(jvm);
    }

    static Set<Part> infra() {
        return EnumSet.of(POSTGRES, REDIS, KAFKA);
    }

    static Set<Part> services() {
        return EnumSet.of(CHAT, TOOL, ADMIN, BILLING);
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The variable that moves it to another port, for example {@code USHER_CHAT_PORT}. */
    String portVariable() {
        return "USHER_" + name() + "_PORT";
    }

    String managementPortVariable() {
        return "USHER_" + name() + "_MANAGEMENT_PORT";
    }

    int defaultPort() {
        return port;
    }

    int defaultManagementPort() {
        return managementPort;
    }

    /** Options of its JVM. Only chat-service gets the vector module: a cache trained with other flags is not used. */
    List<String> jvm() {
        return jvm;
    }

    Routes.Service route() {
        if (route == null) {
            throw new IllegalStateException(this + " is not a service");
        }
        return route;
    }
}
