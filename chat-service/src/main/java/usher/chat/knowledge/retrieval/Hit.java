package usher.chat.knowledge.retrieval;

/** A passage found, and how sure it is that it answers, 0 to 1; from {@value #ANSWERS} on it is taken as an answer. */
public record Hit(Source source, int chunk, String text, double score) {
    public static final double ANSWERS = 0.5;
}
