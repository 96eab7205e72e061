package usher.chat.model.local;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.language.Words;
import usher.chat.model.local.argument.Arguments;
import usher.chat.model.local.argument.Said;
import usher.contracts.event.ToolDefinition;
import usher.contracts.id.CallId;
import usher.kit.time.Ids;

/** Decides whether a question is answered by a tool, and asks for what the tool needs to know. */
@ApplicationScoped
class ToolUse {
    private static final double LIKELY = 0.62;
    /** A code, a day or a choice in a question speaks for the tool that takes one. */
    private static final double TELLING = 0.1;

    /** A passage about the tent that names no price is little evidence for what the tent costs. */
    private static final double UNEXPECTED = 0.25;

    private static final double KNOWN_WELL = 0.75;
    private static final Pattern ENOUGH = Pattern.compile(
            "(?i)^\\W*(never ?mind|forget (about )?it|cancel( that| it)?|stop|no,? thanks?( you)?|nothing|עזוב|עזבי|לא משנה|לא תודה|בטל)\\W*$");
    private static final Set<String> QUESTION_WORDS = Set.of(
            "what", "how", "when", "where", "which", "who", "why", "can", "do", "does", "is", "are", "מה", "איך", "מתי",
            "איפה", "כמה", "האם");
    private static final Set<String> POINTING =
            Set.of("it", "that", "this", "them", "those", "one", "there", "זה", "אותו", "אותה", "זאת");

    private final ToolChoice choice;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    @Inject
    ToolUse(ToolChoice choice, InstantSource clock, Ids ids) {
        this(choice, clock, ids::next);
    }

    ToolUse(ToolChoice choice, InstantSource clock, Supplier<UUID> ids) {
        this.choice = choice;
        this.clock = clock;
        this.ids = ids;
    }

    /** Empty when the question is not for a tool. */
    Uni<Optional<Move>> consider(Prompt prompt) {
        if (prompt.tools().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var open = OpenRequest.in(prompt).flatMap(request -> goOn(prompt, request));
        return open.isPresent() ? Uni.createFrom().item(open) : begin(prompt);
    }

    private Optional<Move> goOn(Prompt prompt, OpenRequest request) {
        var tongue = Tongue.of(prompt);
        if (ENOUGH.matcher(prompt.question()).matches()) {
            return Optional.of(new Move.Say(tongue.say(
                    "All right, I'll leave it. Is there anything else I can help with?",
                    "בסדר, עזבתי את זה. יש עוד משהו?")));
        }
        var arguments = Arguments.of(
                request.tool(), said(request.lines(), request.askedFor().name()));
        var latest = Arguments.of(
                request.tool(),
                said(List.of(prompt.question()), request.askedFor().name()));
        boolean answersIt = latest.values().has(request.askedFor().name());
        if (isAnotherQuestion(prompt) && latest.telling() == 0 || !answersIt && evidence(prompt) >= KNOWN_WELL) {
            return Optional.empty();
        }
        return Optional.of(proceed(request.tool(), arguments, tongue));
    }

    private Uni<Optional<Move>> begin(Prompt prompt) {
        var complete = complete(prompt);
        if (complete.size() == 1 && evidence(prompt) < KNOWN_WELL) {
            return Uni.createFrom().item(Optional.of(complete.getFirst()));
        }
        return choice.best(prompt.tools(), prompt.question())
                .map(best -> best.flatMap(chosen -> begin(prompt, chosen)));
    }

    /** A message that says all a tool needs, such as <i>repair, 3 December, 14:30</i>, asks for it whatever its words. */
    private List<Move> complete(Prompt prompt) {
        return prompt.tools().stream()
                .map(tool -> Map.entry(tool, Arguments.of(tool, said(List.of(prompt.question()), null))))
                .filter(found ->
                        found.getValue().missing().isEmpty() && found.getValue().telling() > 1)
                .map(found -> proceed(found.getKey(), found.getValue(), Tongue.of(prompt)))
                .toList();
    }

    private Optional<Move> begin(Prompt prompt, ToolChoice.Chosen chosen) {
        var arguments = Arguments.of(chosen.tool(), said(lines(prompt), null));
        var own = Arguments.of(chosen.tool(), said(List.of(prompt.question()), null));
        double score = chosen.score() + (own.telling() == 0 ? 0 : TELLING + TELLING * own.telling());
        if (score < LIKELY || score - TELLING < evidence(prompt)) {
            return Optional.empty();
        }
        return Optional.of(proceed(chosen.tool(), arguments, Tongue.of(prompt)));
    }

    private Move proceed(ToolDefinition tool, Arguments arguments, Tongue tongue) {
        return arguments.missing().isEmpty()
                ? new Move.Run(List.of(new ToolCall(new CallId(ids.get()), tool.name(), arguments.values())))
                : new Move.Say(Clarification.ask(arguments.missing().getFirst(), tongue));
    }

    /** The question, and, when it points back, what the visitor said before. */
    private static List<String> lines(Prompt prompt) {
        var lines = new ArrayList<String>();
        lines.add(prompt.question());
        if (Words.of(prompt.question()).stream().anyMatch(POINTING::contains)) {
            prompt.history().reversed().stream()
                    .filter(line -> line.speaker() == Prompt.Speaker.VISITOR)
                    .map(Prompt.Line::text)
                    .forEach(lines::add);
        }
        return lines;
    }

    private Said said(List<String> lines, @Nullable String askedFor) {
        return new Said(lines, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), askedFor);
    }

    private static boolean isAnotherQuestion(Prompt prompt) {
        var words = Words.of(prompt.question());
        boolean asks = prompt.question().strip().endsWith("?")
                || !words.isEmpty() && QUESTION_WORDS.contains(words.getFirst());
        return asks && evidence(prompt) >= KNOWN_WELL;
    }

    private static double evidence(Prompt prompt) {
        var expectation = Expectation.of(prompt.question());
        return prompt.passages().stream()
                .mapToDouble(passage -> passage.score() - (expectation.mayBeIn(text(passage)) ? 0 : UNEXPECTED))
                .max()
                .orElse(0);
    }

    private static String text(Prompt.Passage passage) {
        return passage.answer() == null ? passage.text() : passage.answer();
    }
}
