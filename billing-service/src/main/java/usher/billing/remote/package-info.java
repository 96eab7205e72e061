/**
 * Asking other companies' APIs: a limit of time for each call, another try or two where nothing was answered, and a while of peace
 * for one that keeps failing. What is asked, and what an answer means, is the caller's.
 */
@NullMarked
package usher.billing.remote;

import org.jspecify.annotations.NullMarked;
