/**
 * Seals what this service stores anew when the sealing key has changed. The secrets themselves belong to the features that use
 * them; visitors' identity keys are admin-service's, and come with a tenant's next snapshot.
 */
@NullMarked
package usher.chat.sealing;

import org.jspecify.annotations.NullMarked;
