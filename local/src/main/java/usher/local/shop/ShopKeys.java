package usher.local.shop;

import java.util.Map;
import java.util.Optional;

/**
 * What the two businesses were given by Usher.
 *
 * @param businesses the keys of each business that is a tenant by now
 * @param webhookSecrets tool name to {@code whsec_…}
 * @param apiKey of the shop's own making: enters its API, which nobody does while there is none
 */
public record ShopKeys(Map<Business, Keys> businesses, Map<String, String> webhookSecrets, Optional<String> apiKey) {

    public static final ShopKeys NONE = new ShopKeys(Map.of(), Map.of(), Optional.empty());

    /** The key in the page source, and the key that signs who the visitor is. */
    public record Keys(String publishableKey, String identityKeyId, String identitySecret) {

        @Override
        public String toString() {
            return "Keys[" + publishableKey + "]";
        }
    }

    public ShopKeys {
        businesses = Map.copyOf(businesses);
        webhookSecrets = Map.copyOf(webhookSecrets);
    }

    Optional<Keys> of(Business business) {
        return Optional.ofNullable(businesses.get(business));
    }

    Optional<WebhookSignature> signatureOf(String tool) {
        return Optional.ofNullable(webhookSecrets.get(tool)).map(WebhookSignature::ofSecret);
    }

    @Override
    public String toString() {
        return "ShopKeys" + businesses.keySet() + webhookSecrets.keySet();
    }
}
