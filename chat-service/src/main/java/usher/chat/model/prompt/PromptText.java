package usher.chat.model.prompt;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import usher.chat.model.Fences;
import usher.chat.model.Prompt;

/**
 * The words a generative model is given, composed here and nowhere else: base rules, persona, the tenant's instructions,
 * tone, rules for tools, the summary of earlier messages and the passages. Rounds of tools never change them.
 */
@ApplicationScoped
public class PromptText {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final String TONE = "clear and friendly";

    private final String system = load("answer.md");
    private final String tools = load("tools.md");
    private final String money = load("money.md");
    private final String summary = load("summary.md");
    private final String summarise = load("summarise.md");

    /** The system message: who answers, by which rules, from which passages. */
    public String system(Prompt prompt) {
        return switch (prompt.task()) {
            case ANSWER -> answer(prompt);
            case SUMMARISE -> fill(summarise, Map.of("locale", prompt.locale(), "summary", summary(prompt)));
        };
    }

    private String answer(Prompt prompt) {
        var persona = prompt.persona();
        return fill(
                system,
                Map.of(
                        "name", persona.name(),
                        "business", persona.business(),
                        "tone", Objects.requireNonNullElse(persona.tone(), TONE),
                        "locale", prompt.locale(),
                        "instructions", persona.instructions(),
                        "tools", tools(prompt),
                        "summary", summary(prompt),
                        "passages", passages(prompt)));
    }

    private String tools(Prompt prompt) {
        boolean moves = prompt.tools().stream().anyMatch(tool -> tool.risk().equals("money"));
        return prompt.tools().isEmpty() ? "" : moves ? tools + money : tools;
    }

    private String summary(Prompt prompt) {
        return prompt.summary().isEmpty() ? "" : fill(summary, Map.of("summary", Fences.inert(prompt.summary())));
    }

    /** An answer that several questions of one entry lead to is written once. */
    private static String passages(Prompt prompt) {
        if (prompt.passages().isEmpty()) {
            return "(none)";
        }
        var written = new HashMap<String, Integer>();
        return prompt.passages().stream()
                .map(passage ->
                        Fences.inert("[%d] %s\n%s".formatted(passage.index(), title(passage), text(passage, written))))
                .collect(Collectors.joining("\n\n"));
    }

    /** Of what was asked for just now the time is told, because it may differ from what is taught. */
    private static String title(Prompt.Passage passage) {
        var live = passage.live();
        return live == null
                ? passage.title()
                : passage.title() + " (live data of " + live.at().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    private static String text(Prompt.Passage passage, Map<String, Integer> written) {
        if (passage.answer() == null) {
            return passage.text();
        }
        var before = written.putIfAbsent(passage.document() + passage.answer(), passage.index());
        return passage.text() + "\n" + (before == null ? passage.answer() : "(answered as in [" + before + "])");
    }

    /** In one pass, so that what is filled in is never read as a template itself. */
    private static String fill(String template, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(at -> Matcher.quoteReplacement(values.getOrDefault(at.group(1), at.group())));
    }

    static String load(String name) {
        try (var in = PromptText.class.getResourceAsStream("/prompts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("prompts/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
