package usher.kit.seal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Secrets that were sealed anew, and those that none of the keys opens: they were lost with the key that sealed them. */
@Schema(
        description =
                "resealed: sealed anew by this run; 0 says that nothing is left. unopened: none of the keys opens it, it was lost"
                        + " with the key that sealed it.")
public record Resealed(int resealed, int unopened) {
    public static final Resealed NOTHING = new Resealed(0, 0);

    public Resealed plus(Resealed more) {
        return new Resealed(resealed + more.resealed, unopened + more.unopened);
    }
}
