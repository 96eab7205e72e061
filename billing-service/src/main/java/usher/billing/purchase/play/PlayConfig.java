package usher.billing.purchase.play;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Google is. */
@ConfigMapping(prefix = "usher.play")
public interface PlayConfig {
    /** The Google Play Developer API. */
    @WithDefault("https://androidpublisher.googleapis.com")
    String apiUrl();

    /** Where a service account gets its tokens, which is also their audience; never what a tenant's key file says. */
    @WithDefault("https://oauth2.googleapis.com/token")
    String tokenUrl();

    /** The keys by which pushes of Pub/Sub are signed. */
    @WithDefault("https://www.googleapis.com/oauth2/v3/certs")
    String keysUrl();
}
