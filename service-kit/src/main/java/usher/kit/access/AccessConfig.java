package usher.kit.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;

/** The secrets and places by which callers are recognised. */
@ConfigMapping(prefix = "usher")
interface AccessConfig {
    /** The name of this service, which is the audience of service tokens sent to it. */
    String service();

    /** Signs the tokens that services make for each other (HS256, at least 32 characters), the same everywhere. */
    @WithName("service-secret")
    Optional<String> serviceSecret();

    /** Signs visitors' tokens (HS256, at least 32 characters), the same on every replica. */
    @WithName("visitor-secret")
    Optional<String> visitorSecret();

    /** Where admin-service publishes the keys that sign members' tokens. */
    @WithName("jwks.url")
    String jwksUrl();

    /** The address under which everybody outside reaches all services, without a slash at its end. */
    @WithName("public-url")
    Optional<String> publicUrl();

    /** Below that address, the one resource of this service that programs are let into by tokens of their own (OAuth), if it has one. */
    @WithName("resource-path")
    Optional<String> resourcePath();
}
