package usher.chat.knowledge.retrieval;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/** The best few of many rows by a score, without sorting the many. */
final class Nearest {
    private Nearest() {}

    private record Ranked(int row, double score) {}

    /** Best first; of equal ones the earlier row. */
    static List<Integer> of(int[] rows, int most, IntToDoubleFunction score) {
        var worstFirst =
                Comparator.comparingDouble(Ranked::score).thenComparing(Ranked::row, Comparator.reverseOrder());
        var best = new PriorityQueue<Ranked>(most, worstFirst);
        for (int row : rows) {
            double own = score.applyAsDouble(row);
            var worst = best.peek();
            if (worst == null || best.size() < most) {
                best.add(new Ranked(row, own));
            } else if (own > worst.score()) {
                best.poll();
                best.add(new Ranked(row, own));
            }
        }
        return best.stream().sorted(worstFirst.reversed()).map(Ranked::row).toList();
    }
}
