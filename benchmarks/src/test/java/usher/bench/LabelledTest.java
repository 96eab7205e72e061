package usher.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTest {

    @Test
    void readsQuotedFieldsWithCommasAndLineBreaks(@TempDir Path folder) throws Exception {
        var file = folder.resolve("questions.csv");
        Files.writeString(
                file, "text,category\n\"Where is it, and \"\"when\"\"\ndoes it come?\",card_arrival\nHi,greeting\n");
        assertEquals(
                List.of(
                        new Labelled("Where is it, and \"when\"\ndoes it come?", "card_arrival"),
                        new Labelled("Hi", "greeting")),
                Labelled.read(file));
    }
}
