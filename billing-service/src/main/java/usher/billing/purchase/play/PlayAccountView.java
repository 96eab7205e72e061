package usher.billing.purchase.play;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant's app in Google Play, without its key. */
record PlayAccountView(
        String packageName, String serviceAccountEmail, ChangePlayAccount.@Nullable Push push, Instant updatedAt) {}
