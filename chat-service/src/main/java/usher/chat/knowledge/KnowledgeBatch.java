package usher.chat.knowledge;

import java.util.List;

/** The entries of a batch, in the order given. */
public record KnowledgeBatch(String object, List<KnowledgeView> data) {}
