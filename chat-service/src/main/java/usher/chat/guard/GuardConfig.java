package usher.chat.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Whom to believe about where a request comes from. */
@ConfigMapping(prefix = "usher.guard")
interface GuardConfig {
    /** Proxies whose X-Forwarded-For counts, as ranges: our gateway or Ingress. */
    @WithDefault("127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7")
    List<String> trustedProxies();
}
