package usher.chat.model.embedding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Arithmetic on unit vectors with the Vector API, the rows of a matrix lying one after the other in one array. */
public final class Vectors {
    /** Of the model in this process; others have others. */
    public static final int DIMENSIONS = 384;

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    private Vectors() {}

    /** The cosine of two unit vectors that begin at the given places; two accumulators hide the latency of the sums. */
    public static float dot(float[] one, int from, float[] other, int start, int length) {
        int step = LANES.length();
        var even = FloatVector.zero(LANES);
        var odd = FloatVector.zero(LANES);
        int i = 0;
        for (; i + 2 * step <= length; i += 2 * step) {
            even = FloatVector.fromArray(LANES, one, from + i)
                    .fma(FloatVector.fromArray(LANES, other, start + i), even);
            odd = FloatVector.fromArray(LANES, one, from + i + step)
                    .fma(FloatVector.fromArray(LANES, other, start + i + step), odd);
        }
        float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            sum += one[from + i] * other[start + i];
        }
        return sum;
    }

    public static float dot(float[] one, float[] other) {
        return dot(one, 0, other, 0, one.length);
    }

    /** The cosine of a query with each row. */
    public static float[] dots(float[] rows, float[] query) {
        int length = query.length;
        var products = new float[rows.length / length];
        for (int row = 0; row < products.length; row++) {
            products[row] = dot(rows, row * length, query, 0, length);
        }
        return products;
    }

    /** The same direction at length 1; a vector of zeros stays. */
    public static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        var unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = vector[i] / length;
        }
        return unit;
    }
}
