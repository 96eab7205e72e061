package usher.chat.model.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbedderTest {
    @Test
    void putsLikeTextsNearEachOtherAndOthersApart() {
        var question = TestEmbedder.embed("How can I send it back?");

        assertTrue(Vectors.dot(question, TestEmbedder.embed("How do I return an item?")) > 0.5);
        assertTrue(Vectors.dot(question, TestEmbedder.embed("The capital of France is Paris.")) < 0.2);
    }

    @Test
    void givesManyTextsTheirVectorsInOrder() {
        var texts = IntStream.range(0, 70).mapToObj(i -> "Text number " + i).toList();

        var vectors = TestEmbedder.shared().embedAll(texts).await().indefinitely();

        assertEquals(70, vectors.size());
        assertArrayEquals(TestEmbedder.embed("Text number 0"), vectors.getFirst());
        assertArrayEquals(TestEmbedder.embed("Text number 69"), vectors.getLast());
    }

    @Test
    void takesTextsOfAnyLengthAndNone() {
        assertEquals(Vectors.DIMENSIONS, TestEmbedder.embed("").length);
        assertEquals(1, length(TestEmbedder.embed("word ".repeat(3_000))), 1e-4);
        assertEquals(
                0,
                TestEmbedder.shared()
                        .embedAll(java.util.List.of())
                        .await()
                        .indefinitely()
                        .size());
    }

    @Test
    void multipliesRowsLikeASimpleLoop() {
        var rows = new float[3 * Vectors.DIMENSIONS];
        var query = new float[Vectors.DIMENSIONS];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (i * 31 % 17) - 8;
            query[i % Vectors.DIMENSIONS] = (i * 13 % 11) - 5;
        }

        var products = Vectors.dots(rows, query);

        for (int row = 0; row < 3; row++) {
            float expected = 0;
            for (int i = 0; i < Vectors.DIMENSIONS; i++) {
                expected += rows[row * Vectors.DIMENSIONS + i] * query[i];
            }
            assertEquals(expected, products[row], 1e-2);
        }
    }

    private static double length(float[] vector) {
        return Math.sqrt(Vectors.dot(vector, vector));
    }
}
