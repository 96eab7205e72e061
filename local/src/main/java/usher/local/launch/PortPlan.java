package usher.local.launch;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import usher.local.infra.Ports;
import usher.local.infra.StartFailure;

/**
 * Which part listens where.
 *
 * @param ports the port of each part
 * @param management the port of each service for health, metrics and API description
 * @param behindProxy where Kafka listens for a proxy, see {@link Settings#kafkaBehind}
 */
record PortPlan(Map<Part, Integer> ports, Map<Part, Integer> management, int behindProxy) {

    PortPlan {
        ports = Map.copyOf(ports);
        management = Map.copyOf(management);
    }

    /** The well-known ports, unless the environment says others. */
    static PortPlan usual(Map<String, String> environment) {
        return of(
                part -> number(environment, part.portVariable(), part.defaultPort()),
                part -> number(environment, part.managementPortVariable(), part.defaultManagementPort()));
    }

    /** Whatever is free. */
    static PortPlan free() {
        return of(_ -> Ports.free(), _ -> Ports.free());
    }

    private interface Choice {
        int of(Part part);
    }

    private static PortPlan of(Choice port, Choice management) {
        var ports = new EnumMap<Part, Integer>(Part.class);
        var managementPorts = new EnumMap<Part, Integer>(Part.class);
        for (Part part : Part.values()) {
            ports.put(part, port.of(part));
        }
        for (Part service : Part.services()) {
            managementPorts.put(service, management.of(service));
        }
        return new PortPlan(ports, managementPorts, Ports.free());
    }

    int of(Part part) {
        return Objects.requireNonNull(ports.get(part));
    }

    int management(Part service) {
        return Objects.requireNonNull(management.get(service));
    }

    /** Says which ports somebody else uses, before anything is started. */
    void refuseTaken(Iterable<Part> parts) {
        for (Part part : parts) {
            int port = of(part);
            if (!Ports.isFree(port)) {
                throw new StartFailure("Port " + port + " (" + part.label() + ") is in use. Stop what uses it, or set "
                        + part.portVariable() + " to another port.");
            }
        }
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "").strip();
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new StartFailure(name + " is not a port: " + text);
        }
    }
}
