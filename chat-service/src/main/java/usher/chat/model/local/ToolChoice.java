package usher.chat.model.local;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import usher.chat.model.embedding.Embedder;
import usher.chat.model.embedding.Vectors;
import usher.chat.model.language.Hebrew;
import usher.chat.model.language.Stem;
import usher.chat.model.language.StopWords;
import usher.chat.model.language.Words;
import usher.chat.model.local.argument.Arguments;
import usher.contracts.event.ToolDefinition;

/** Which tool a question asks for, if any: by nearness to what the tools say of themselves and to what people say to them. */
@ApplicationScoped
class ToolChoice {
    /** A question is less near to a description of what it wants than to another question that wants the same. */
    private static final double DESCRIBED = 0.13;

    /** Without the thing it is about, a question is nearer to a saying by chance. */
    private static final double MASKED = 0.85;

    private static final Pattern ABOUT_IT = Pattern.compile("\\bit\\b|^How many are left");

    private final Embedder embedder;

    ToolChoice(Embedder embedder) {
        this.embedder = embedder;
    }

    /** How sure it is, 0 to 1, that a question asks for the tool; from 0.6 on it probably does. */
    record Chosen(ToolDefinition tool, double score) {}

    Uni<Optional<Chosen>> best(List<ToolDefinition> tools, String question) {
        var faces =
                tools.stream().flatMap(tool -> faces(tool, question).stream()).toList();
        if (Hebrew.dominates(question)) {
            return Uni.createFrom().item(best(faces, face -> shared(question, face.text())));
        }
        var texts = faces.stream()
                .flatMap(face -> Stream.of(face.asked(), face.text()))
                .distinct()
                .toList();
        return embedder.embed(texts).map(vectors -> {
            var of = IntStream.range(0, texts.size()).boxed().collect(Collectors.toMap(texts::get, vectors::get));
            return best(
                    faces,
                    face -> face.worth() * Vectors.dot(vector(of, face.asked()), vector(of, face.text()))
                            + face.bonus());
        });
    }

    private static float[] vector(Map<String, float[]> vectors, String text) {
        return Objects.requireNonNull(vectors.get(text));
    }

    private static Optional<Chosen> best(List<Face> faces, ToDoubleFunction<Face> score) {
        return faces.stream()
                .map(face -> new Chosen(face.tool(), Math.min(1, score.applyAsDouble(face))))
                .max(Comparator.comparingDouble(Chosen::score));
    }

    /** One way to recognise a tool: what the question, or its masked form, is compared with. */
    private record Face(ToolDefinition tool, String asked, String text, double worth, double bonus) {}

    private static List<Face> faces(ToolDefinition tool, String question) {
        var faces = new ArrayList<Face>();
        faces.add(new Face(tool, question, tool.name().replace('_', ' '), 1, DESCRIBED));
        faces.add(new Face(tool, question, tool.description(), 1, DESCRIBED));
        var beginning = tool.description().split("[:.;]", 2)[0];
        if (!beginning.equals(tool.description())) {
            faces.add(new Face(tool, question, beginning, 1, DESCRIBED));
        }
        var masked = Arguments.masked(tool, question);
        for (var saying : ToolFamilies.sayings(tool)) {
            faces.add(new Face(tool, question, saying, 1, 0));
            masked.filter(ignored -> ABOUT_IT.matcher(saying).find())
                    .ifPresent(text -> faces.add(new Face(tool, text, saying, MASKED, 0)));
        }
        return faces;
    }

    /**
     * The part of a face's meaningful words that the question has, in any of their forms; for languages without vectors. Of
     * two faces that it has wholly, the one that says more is the nearer.
     */
    private static double shared(String question, String face) {
        var asked = forms(question);
        var own = Words.of(face).stream()
                .filter(word -> !StopWords.contains(word))
                .toList();
        long met = own.stream()
                .filter(word -> forms(word).stream().anyMatch(asked::contains))
                .count();
        return own.isEmpty() ? 0 : met / (own.size() + 0.01);
    }

    private static Set<String> forms(String text) {
        var forms = new HashSet<String>();
        for (var word : Words.of(text)) {
            forms.add(Stem.of(word));
            forms.addAll(Hebrew.forms(word));
            forms.addAll(Hebrew.roots(word));
        }
        return forms;
    }
}
