package usher.local.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import usher.local.shop.Business;
import usher.local.shop.ShopKeys;

/** What a business was given when it became a tenant, as it is kept between runs. */
record DemoTenant(String id, String publishableKey, String secretKey, String identityKeyId, String identitySecret) {

    /** The tenant kept under this business's name, if all of it is there. */
    static Optional<DemoTenant> kept(Business business, Map<String, String> properties) {
        var found = Stream.of("tenant", "publishable_key", "secret_key", "identity_kid", "identity_secret")
                .map(name -> properties.get(business.slug() + "." + name))
                .toList();
        return found.stream().anyMatch(java.util.Objects::isNull)
                ? Optional.empty()
                : Optional.of(new DemoTenant(found.get(0), found.get(1), found.get(2), found.get(3), found.get(4)));
    }

    Map<String, String> properties(Business business) {
        var properties = new LinkedHashMap<String, String>();
        properties.put(business.slug() + ".tenant", id);
        properties.put(business.slug() + ".publishable_key", publishableKey);
        properties.put(business.slug() + ".secret_key", secretKey);
        properties.put(business.slug() + ".identity_kid", identityKeyId);
        properties.put(business.slug() + ".identity_secret", identitySecret);
        return properties;
    }

    ShopKeys.Keys keys() {
        return new ShopKeys.Keys(publishableKey, identityKeyId, identitySecret);
    }

    @Override
    public String toString() {
        return "DemoTenant[" + id + "]";
    }
}
