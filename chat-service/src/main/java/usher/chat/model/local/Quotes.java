package usher.chat.model.local;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import usher.chat.model.Prompt;
import usher.chat.model.embedding.Embedder;
import usher.chat.model.embedding.Vectors;
import usher.chat.model.language.Hebrew;
import usher.chat.model.language.Sentences;
import usher.chat.model.language.Stem;
import usher.chat.model.language.StopWords;
import usher.chat.model.language.Words;

/** Finds the one to three sentences of some passages that answer a question best, and leaves them as they are. */
@ApplicationScoped
class Quotes {
    private static final int MOST_SENTENCES = 3;
    private static final int SHORT_SECTION = 45;
    private static final double WORTH_ADDING = 0.85;

    private final Embedder embedder;

    Quotes(Embedder embedder) {
        this.embedder = embedder;
    }

    record Quote(Prompt.Passage passage, String text) {}

    private record Sentence(Prompt.Passage passage, int place, String text, boolean item) {}

    Uni<Quote> best(String question, List<Prompt.Passage> passages) {
        var sentences = passages.stream()
                .flatMap(passage -> sentences(passage).stream())
                .toList();
        var texts = new ArrayList<String>();
        texts.add(question);
        sentences.forEach(sentence -> texts.add(heading(sentence.passage()) + ": " + sentence.text()));
        boolean wordsOnly = Hebrew.dominates(question);
        var embedded = wordsOnly ? Uni.createFrom().item(List.<float[]>of()) : embedder.embed(texts);
        return embedded.map(vectors -> {
            var scores = IntStream.range(0, sentences.size())
                    .mapToDouble(i -> score(question, sentences.get(i), vectors, i + 1))
                    .toArray();
            return quote(sentences, scores);
        });
    }

    /** The best sentence, with its neighbours that come near to it; a short section whole. */
    private static Quote quote(List<Sentence> sentences, double[] scores) {
        int best = IntStream.range(0, scores.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> scores[i]))
                .orElseThrow();
        var passage = sentences.get(best).passage();
        var own = IntStream.range(0, scores.length)
                .filter(i -> sentences.get(i).passage().equals(passage))
                .boxed()
                .toList();
        if (Words.of(body(passage)).size() <= SHORT_SECTION) {
            return new Quote(passage, body(passage));
        }
        Set<Integer> chosen = new HashSet<>(Set.of(best));
        own.stream()
                .filter(i -> scores[i] >= WORTH_ADDING * scores[best])
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .limit(MOST_SENTENCES)
                .forEach(chosen::add);
        if (chosen.size() == 1 && own.contains(best + 1) && !sentences.get(best).item()) {
            chosen.add(best + 1);
        }
        return new Quote(
                passage, text(chosen.stream().sorted().map(sentences::get).toList()));
    }

    private static String text(List<Sentence> sentences) {
        boolean list = sentences.stream().filter(Sentence::item).count() > 1;
        return sentences.stream()
                .map(sentence -> list && sentence.item() ? "- " + sentence.text() : sentence.text())
                .collect(Collectors.joining(list ? "\n" : " "));
    }

    private static double score(String question, Sentence sentence, List<float[]> vectors, int at) {
        double meaning = vectors.isEmpty() ? 0 : Vectors.dot(vectors.getFirst(), vectors.get(at));
        return meaning
                + 0.6 * covered(question, sentence)
                + 0.6 * sentence.passage().score()
                + Expectation.of(question).met(sentence.text());
    }

    /** The part of the question's meaningful words that the sentence has; the heading above it counts half. */
    private static double covered(String question, Sentence sentence) {
        var asked = Words.of(question).stream()
                .filter(word -> !StopWords.contains(word))
                .toList();
        var said = forms(sentence.text());
        var above = forms(heading(sentence.passage()));
        double met = asked.stream()
                .mapToDouble(word -> meets(word, said) ? 1 : meets(word, above) ? 0.5 : 0)
                .sum();
        return asked.isEmpty() ? 0 : met / asked.size();
    }

    private static boolean meets(String word, Set<String> forms) {
        return forms(word).stream().anyMatch(forms::contains);
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

    private static List<Sentence> sentences(Prompt.Passage passage) {
        var body = body(passage);
        var found = Sentences.of(body);
        return IntStream.range(0, found.size())
                .mapToObj(i -> new Sentence(passage, i, found.get(i), isItem(body, found.get(i))))
                .toList();
    }

    private static boolean isItem(String body, String sentence) {
        return body.contains("- " + sentence) || body.contains("* " + sentence);
    }

    /** The innermost heading: a sentence under <i>Warranty</i> need not say warranty again. */
    private static String heading(Prompt.Passage passage) {
        var line = passage.text().lines().findFirst().orElse("");
        return line.startsWith("# ")
                ? line.substring(Math.max(1, line.lastIndexOf('›') + 1)).strip()
                : passage.title();
    }

    /** Without the line of headings a passage begins with. */
    private static String body(Prompt.Passage passage) {
        var text = passage.text();
        return text.startsWith("# ") && text.contains("\n\n")
                ? text.substring(text.indexOf("\n\n")).strip()
                : text;
    }
}
