package usher.chat.knowledge.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicVoteTest {
    @Test
    void countsThreeCopiesOfOneExampleLittleMoreThanOne() {
        // Three copies of a fairly near example of topic 0, one nearer example of topic 1.
        double[][] likeness = {{1, 0, 0, 0}, {1, 1, 0, 0}, {1, 1, 1, 0}, {0, 0, 0, 1}};
        double[] toQuestion = {0.5, 0.5, 0.5, 0.7};

        var votes = new TopicVote(likeness, toQuestion).count(new int[] {0, 0, 0, 1});

        assertTrue(votes.getOrDefault(1, 0.0) > votes.getOrDefault(0, 1.0), votes::toString);
    }

    @Test
    void solvesTheRidgeRegressionExactly() {
        double[][] likeness = {{1, 0}, {0.5, 1}};

        var votes = new TopicVote(likeness, new double[] {1, 0}).count(new int[] {0, 1});

        // (1.3 0.5; 0.5 1.3) · w = (1, 0)
        assertEquals(1.3 / 1.44, votes.getOrDefault(0, 0.0), 1e-9);
        assertEquals(-0.5 / 1.44, votes.getOrDefault(1, 0.0), 1e-9);
    }

    @Test
    void tellsNearTopicsApartByTheirExamples() {
        var rows = new ArrayList<Row>();
        Shop.faq(rows, "Card lost", "Block it.", "I lost my card", "My card is gone", "I can't find my card anywhere");
        Shop.faq(
                rows,
                "Card arrival",
                "Wait.",
                "Where is my new card?",
                "My card has not arrived",
                "I am still waiting for my card");
        Shop.faq(
                rows,
                "Card declined",
                "Try again.",
                "My card was declined",
                "The shop did not take my card",
                "My card does not work");
        var index = KnowledgeIndex.of(rows);

        Map.of(
                        "my card still isn't here yet", "Card arrival",
                        "i think i dropped my card somewhere", "Card lost",
                        "payment refused with my card", "Card declined")
                .forEach((question, topic) -> assertEquals(
                        topic, Shop.search(index, question).getFirst().source().title()));
    }

    @Test
    void takesEntriesOfOneTitleAndAnswerForOneTopic() {
        var rows = new ArrayList<Row>();
        Shop.faq(rows, "Hours", "From ten to six.", "When do you open?");
        Shop.faq(rows, "Hours", "From ten to six.", "When do you close?");

        var hits = Shop.search(KnowledgeIndex.of(rows), "When do you open and close?");

        assertEquals(1, hits.size());
    }
}
