package usher.billing.purchase;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import usher.billing.purchase.play.PlayConfig;

/** Google is at the stand-in. */
@Alternative
@Priority(1)
@ApplicationScoped
class StandInPlayConfig implements PlayConfig {
    private final PlayStandIn google;

    StandInPlayConfig(PlayStandIn google) {
        this.google = google;
    }

    @Override
    public String apiUrl() {
        return google.url();
    }

    @Override
    public String tokenUrl() {
        return google.url() + "/token";
    }

    @Override
    public String keysUrl() {
        return google.url() + "/certs";
    }
}
