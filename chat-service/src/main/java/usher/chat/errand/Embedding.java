package usher.chat.errand;

import io.smallrye.mutiny.Uni;
import java.util.List;
import usher.chat.model.ModelName;

/** Turns text into unit vectors. Only vectors of the same model can be compared, so what is stored names its model. */
public interface Embedding {
    ModelName name();

    /** Whether its vectors mean something in every language; the one in this process knows English alone. */
    boolean knowsEveryLanguage();

    /** A few texts, for somebody who waits; fails where the model does, or when the plan does not cover it. */
    Uni<List<float[]>> embed(Errand errand, List<String> texts);

    /** Many texts. */
    Uni<List<float[]>> embedAll(Errand errand, List<String> texts);
}
