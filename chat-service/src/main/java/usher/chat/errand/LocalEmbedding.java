package usher.chat.errand;

import io.smallrye.mutiny.Uni;
import java.util.List;
import usher.chat.model.ModelName;
import usher.chat.model.embedding.Embedder;

/** In this process: it costs nothing and is no errand. */
record LocalEmbedding(Embedder embedder) implements Embedding {
    @Override
    public ModelName name() {
        return ModelName.LOCAL;
    }

    @Override
    public boolean knowsEveryLanguage() {
        return false;
    }

    @Override
    public Uni<List<float[]>> embed(Errand errand, List<String> texts) {
        return embedder.embed(texts);
    }

    @Override
    public Uni<List<float[]>> embedAll(Errand errand, List<String> texts) {
        return embedder.embedAll(texts);
    }
}
