package usher.chat.knowledge.retrieval;

/** What is looked for: the words and their vector. */
public record Question(String text, float[] vector) {}
