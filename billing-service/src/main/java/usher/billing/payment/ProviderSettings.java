package usher.billing.payment;

import java.util.Map;

/** The seller's account with a provider, opened for one call. Never logged. */
public record ProviderSettings(Map<String, String> values) {
    public ProviderSettings {
        values = Map.copyOf(values);
    }

    public String get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The setting " + name + " of a payment provider is missing");
        }
        return value;
    }

    @Override
    public String toString() {
        return "ProviderSettings" + values.keySet();
    }
}
