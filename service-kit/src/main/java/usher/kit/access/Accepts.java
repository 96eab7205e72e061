package usher.kit.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an operation. Stands on every resource method; the OpenAPI document repeats it as {@code x-usher-accepts},
 * from which the isolation matrix is generated.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Accepts {
    Credential[] value();

    /** The least role of a member. */
    Role role() default Role.ANALYST;

    /** Whether only members of the platform, who belong to no tenant, may call it. */
    boolean platform() default false;
}
