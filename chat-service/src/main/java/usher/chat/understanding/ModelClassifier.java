package usher.chat.understanding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Model;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;

/** Asks a model in the classify role. What is late, broken or not as agreed is understood locally instead. */
public final class ModelClassifier implements Classifier {
    private static final Logger LOG = Logger.getLogger(ModelClassifier.class);
    private static final int MOST_TOKENS = 200;
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_ANSWER = 4000;
    private static final int LONGEST_PRODUCT = 120;
    private static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*";
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final String INSTRUCTIONS = read();

    private final Model model;
    private final Duration patience;

    public ModelClassifier(Model model, Duration patience) {
        this.model = model;
        this.patience = patience;
    }

    /** What the model has to answer. */
    private record Label(
            String language,
            Sentiment sentiment,
            double score,
            Intent intent,
            Emotion emotion,
            @Nullable String product) {}

    @Override
    public Uni<Insight> classify(String text, String locale) {
        return model.reply(prompt(text, locale))
                .collect()
                .in(StringBuilder::new, ModelClassifier::hear)
                .map(answer -> insight(answer.toString()))
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("A message is understood locally cause=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(() -> LocalClassifier.insight(text, locale));
    }

    private Prompt prompt(String text, String locale) {
        return new Prompt(
                new Prompt.Persona("Classifier", "", INSTRUCTIONS, null),
                locale,
                List.of(),
                List.of(),
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                List.of(),
                List.of(),
                new Prompt.Limits(MOST_TOKENS, 0));
    }

    private static void hear(StringBuilder answer, ModelEvent event) {
        if (event instanceof ModelEvent.Text said && answer.length() < LONGEST_ANSWER) {
            answer.append(said.delta());
        }
    }

    /** Models like to fence their JSON; everything else around it is a mistake. */
    static Insight insight(String answer) {
        var json = answer.strip().replaceFirst("^```(json)?\\s*", "").replaceFirst("\\s*```$", "");
        try {
            var label = STRICT.readValue(json, Label.class);
            if (!label.language().matches(LANGUAGE)) {
                throw new IllegalArgumentException("No language");
            }
            var product =
                    label.product() == null || label.product().length() > LONGEST_PRODUCT ? null : label.product();
            return new Insight(
                    label.language(),
                    Direction.of(label.language()),
                    label.sentiment(),
                    label.score(),
                    label.intent(),
                    label.emotion(),
                    product);
        } catch (JsonProcessingException | NullPointerException malformed) {
            throw new IllegalArgumentException("The model's label cannot be read", malformed);
        }
    }

    private static String read() {
        try (var in = ModelClassifier.class.getResourceAsStream("/prompts/classify.md")) {
            if (in == null) {
                throw new IllegalStateException("prompts/classify.md is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
