package usher.tool.customapi;

/** An argument of which no request can be made; the sentence is for the model. Caught where requests are made. */
final class Unusable extends RuntimeException {
    Unusable(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
