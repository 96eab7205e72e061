package usher.tool.credential;

/** Secrets that were sealed anew, and those that none of the keys opens: they were lost with the key that sealed them. */
record Resealed(int resealed, int unopened) {
    static final Resealed NOTHING = new Resealed(0, 0);

    Resealed plus(Resealed more) {
        return new Resealed(resealed + more.resealed, unopened + more.unopened);
    }
}
