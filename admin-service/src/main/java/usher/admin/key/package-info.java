/**
 * The keys of a tenant: publishable and secret ones for its pages and servers, and the secrets its servers sign the
 * identity of visitors with. They are made and read here, and their text is handed out exactly once. This is not
 * where keys are checked: every service does that by itself, from the tenant's snapshot.
 */
@NullMarked
package usher.admin.key;

import org.jspecify.annotations.NullMarked;
