package usher.chat.model;

/** A model of a provider, as prices know it; written {@code openai/gpt-4o-mini}. */
public record ModelName(String provider, String model) {
    public static final ModelName LOCAL = new ModelName("local", "local");

    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
