package usher.chat.knowledge.retrieval;

/** What is looked for: the words and their vector, empty where there is none. */
public record Question(String text, float[] vector) {}
