package usher.chat.knowledge.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import usher.chat.model.embedding.Vectors;
import usher.chat.model.language.Hebrew;

/**
 * The passages of one tenant, ready to be searched; immutable. Every row is looked at, so nothing is missed. FAQ entries are
 * ranked by the vote of their questions, documents by their best passages, and both by how well they answer. Rows without a
 * vector of the model in use are found by their words.
 */
public final class KnowledgeIndex {
    public static final KnowledgeIndex EMPTY = new KnowledgeIndex(List.of(), false);

    private static final int MOST_TOPICS = 4;
    private static final int MOST_PASSAGES = 6;
    private static final double ANSWER_ALONE = 0.9;
    private static final double FAINT = 0.15;

    private final List<Passage> passages;
    private final float[] vectors;
    private final int dimensions;
    private final boolean everyLanguage;
    private final Lexicon lexicon;
    private final int[] topics;
    private final int[] questions;
    private final int[] sections;
    private final int[] answers;

    private KnowledgeIndex(List<Row> rows, boolean everyLanguage) {
        this.passages = rows.stream()
                .map(row -> new Passage(row.source(), row.part(), row.chunk(), row.text()))
                .toList();
        this.dimensions =
                rows.stream().mapToInt(row -> row.vector().length).max().orElse(0);
        this.everyLanguage = everyLanguage;
        this.vectors = new float[rows.size() * dimensions];
        this.lexicon = Lexicon.of(rows);
        this.topics = new int[rows.size()];
        this.questions = rowsOf(Row.Part.QUESTION);
        this.sections = rowsOf(Row.Part.SECTION);
        this.answers = rowsOf(Row.Part.ANSWER);
        var numbers = new HashMap<String, Integer>();
        for (int row = 0; row < rows.size(); row++) {
            var source = rows.get(row).source();
            topics[row] = numbers.computeIfAbsent(source.topic(), _ -> numbers.size());
            var vector = rows.get(row).vector();
            System.arraycopy(vector, 0, vectors, row * dimensions, vector.length);
        }
    }

    /** By vectors that mean something in English alone. */
    public static KnowledgeIndex of(List<Row> rows) {
        return of(rows, false);
    }

    public static KnowledgeIndex of(List<Row> rows, boolean everyLanguage) {
        return rows.isEmpty() ? EMPTY : new KnowledgeIndex(rows, everyLanguage);
    }

    public boolean isEmpty() {
        return passages.isEmpty();
    }

    /** What the index holds in memory, about. */
    public long bytes() {
        long text =
                passages.stream().mapToLong(row -> 120L + row.text().length()).sum();
        return 4L * vectors.length + lexicon.bytes() + text;
    }

    /** The best passages, surest first; none that has nothing to do with the question. */
    public List<Hit> search(Question question, int limit) {
        if (isEmpty()) {
            return List.of();
        }
        var scan = scan(question);
        var hits = new ArrayList<Hit>(topics(scan));
        if (hits.stream().noneMatch(hit -> hit.score() >= Hit.ANSWERS)) {
            // Nobody asked like this before: the answer's own words may still be what is looked for.
            hits.addAll(passages(answers, row -> ANSWER_ALONE * scan.ofPassage(row)));
        }
        hits.addAll(passages(sections, scan::ofPassage));
        return hits.stream()
                .filter(hit -> hit.score() >= FAINT)
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .limit(limit)
                .toList();
    }

    private Scan scan(Question question) {
        boolean known = dimensions > 0 && question.vector().length == dimensions;
        return new Scan(
                known ? Vectors.dots(vectors, question.vector()) : new float[passages.size()],
                lexicon.match(question.text()),
                !known || !everyLanguage && Hebrew.dominates(question.text()));
    }

    private List<Hit> topics(Scan scan) {
        var examples = Nearest.of(questions, TopicKernel.EXAMPLES, scan::kernel).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        var votes = new TopicKernel(vectors, dimensions, lexicon, scan).vote(examples, topics);
        var hits = new ArrayList<Hit>();
        double surest = 1;
        for (int topic : Nearest.of(distinctTopics(votes), MOST_TOPICS, topic -> votes.getOrDefault(topic, 0.0))) {
            int best = Nearest.of(ofTopic(examples, topic), 1, scan::ofQuestion).getFirst();
            surest = Math.min(surest, scan.ofQuestion(best));
            hits.add(hit(best, surest));
        }
        return hits;
    }

    private List<Hit> passages(int[] rows, IntToDoubleFunction score) {
        return Nearest.of(rows, MOST_PASSAGES, score).stream()
                .map(row -> hit(row, score.applyAsDouble(row)))
                .toList();
    }

    private int[] ofTopic(int[] examples, int topic) {
        return IntStream.of(examples).filter(row -> topics[row] == topic).toArray();
    }

    private static int[] distinctTopics(Map<Integer, Double> votes) {
        return votes.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private Hit hit(int row, double score) {
        var found = passages.get(row);
        return new Hit(found.source(), found.chunk(), found.text(), score);
    }

    /** A row without its vector, which lies with the others. */
    private record Passage(Source source, Row.Part part, int chunk, String text) {}

    private int[] rowsOf(Row.Part part) {
        return IntStream.range(0, passages.size())
                .filter(row -> passages.get(row).part() == part)
                .toArray();
    }
}
