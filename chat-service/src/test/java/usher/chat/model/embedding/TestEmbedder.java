package usher.chat.model.embedding;

/** One embedder for all tests of this process that run without the service. */
public final class TestEmbedder {
    private static final Embedder SHARED = new Embedder(new EmbeddingConfig() {
        @Override
        public int threads() {
            return 2;
        }

        @Override
        public int queue() {
            return 10_000;
        }

        @Override
        public int remembered() {
            return 1_000;
        }
    });

    private TestEmbedder() {}

    public static Embedder shared() {
        return SHARED;
    }

    public static float[] embed(String text) {
        return SHARED.embed(text).await().indefinitely();
    }
}
