package usher.kit.seal;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where the sealing keys come from. */
@ConfigMapping(prefix = "usher.seal")
public interface SealConfig {
    /** Base64 of 32 random bytes each. The first one seals, all of them open, so a new key is put in front to rotate. */
    Optional<List<String>> keys();
}
