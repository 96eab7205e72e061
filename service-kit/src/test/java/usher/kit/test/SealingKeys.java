package usher.kit.test;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import usher.kit.seal.Sealer;

/** Sealers by keys of the test's own, before, while and after a key is changed. */
public final class SealingKeys {
    private SealingKeys() {}

    /** The first one seals, all of them open. */
    public static Sealer sealer(int... keys) {
        var texts = IntStream.of(keys).mapToObj(SealingKeys::text).toList();
        return new Sealer(() -> Optional.of(List.copyOf(texts)));
    }

    private static String text(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
