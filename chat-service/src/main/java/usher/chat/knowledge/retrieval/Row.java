package usher.chat.knowledge.retrieval;

/** One passage of a source as it is indexed; {@code vector} has length 1, or is empty where there is none of the model in use. */
public record Row(Source source, Part part, int chunk, String text, float[] vector) {
    /** What a passage is of its source: a section of a document, or one of an FAQ entry's questions, or its answer. */
    public enum Part {
        SECTION,
        QUESTION,
        ANSWER
    }
}
