package usher.e2e.reconcile;

/** One place where two books disagree. */
public record Difference(Kind kind, String question, String detail) {

    /** What is wrong, in words that go into the report. */
    public enum Kind {
        LOST("acknowledged, but not stored"),
        CHANGED("stored text is not what the client saw"),
        DOUBLED("stored or metered more than once"),
        UNMETERED("stored, but not metered"),
        PHANTOM("metered, but not stored"),
        MISCOUNTED("metered tokens are not the provider's"),
        UNEXPLAINED("neither acknowledged nor refused with a coded problem");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return kind.words() + ": \"" + question + "\" (" + detail + ")";
    }
}
