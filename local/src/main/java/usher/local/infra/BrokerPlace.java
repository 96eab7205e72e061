package usher.local.infra;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Where a broker keeps its data and listens.
 *
 * @param behind the port of a proxy: clients that come through it are told to stay with it. Kafka gives every client
 *     its own address, so a proxy that nobody knows of would be asked once and then passed by
 */
record BrokerPlace(Path folder, int port, int controllerPort, int behindPort, OptionalInt behind) {

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    String listeners() {
        String all = "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort;
        return behind.isPresent() ? all + ",BEHIND://127.0.0.1:" + behindPort : all;
    }

    String advertised() {
        String all = "PLAINTEXT://127.0.0.1:" + port;
        return behind.isPresent() ? all + ",BEHIND://127.0.0.1:" + behind.getAsInt() : all;
    }
}
