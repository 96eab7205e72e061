package usher.e2e.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is shipped for n8n, as its README says to use it: keys put in, and the address of the shop. */
final class Shipped {
    private static final String SHOP = "http://127.0.0.1:8090";

    private final Path source;

    Shipped(Path root) {
        this.source = root.resolve("tool-service/n8n");
    }

    /** Writes copies for {@code n8n import:…} into the folder. */
    void prepare(Path folder, String shop, String usherKey, String shopKey) {
        write(
                folder.resolve("credentials.json"),
                read("credentials.json")
                        .replace("REPLACE_WITH_A_KEY_FOR_USHER", usherKey)
                        .replace("REPLACE_WITH_THE_KEY_OF_THE_SHOP", shopKey));
        for (var name : List.of("get_order_status", "book_appointment", "check_inventory")) {
            var workflow = read("workflows/" + name + ".json");
            if (!workflow.contains(SHOP)) {
                throw new IllegalStateException(name + " does not call the demo shop");
            }
            write(folder.resolve("workflows").resolve(name + ".json"), workflow.replace(SHOP, shop));
        }
    }

    /** The body that makes the three tools. */
    JsonNode tools() {
        try {
            return new ObjectMapper().readTree(read("tools.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(source.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
