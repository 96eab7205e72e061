/**
 * Seals what this service stores anew when the sealing key has changed: keys that sign members' tokens, secrets of webhook endpoints,
 * and visitors' identity keys, of which the other services are told anew. The secrets themselves belong to the features that use them.
 */
@NullMarked
package usher.admin.sealing;

import org.jspecify.annotations.NullMarked;
