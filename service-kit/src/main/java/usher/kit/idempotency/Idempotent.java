package usher.kit.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method that creates something and returns {@code Uni<RestResponse<…>>}: a request with an Idempotency-Key is
 * carried out once, and repeated ones get the first answer for a day with {@code Idempotency-Replayed: true}. What it
 * does in the database by {@code Tenancy} and the note that it did are one transaction: after a crash the repetition
 * either carries it out, or is told that only the answer was lost.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
