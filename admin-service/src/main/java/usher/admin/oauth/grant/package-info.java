/**
 * What members let programs do: grants, the codes and refresh tokens by which programs come for access tokens, and their end. A secret
 * that is used a second time takes back all that its grant gave. Who may decide, and on which page, is not known here.
 */
@NullMarked
package usher.admin.oauth.grant;

import org.jspecify.annotations.NullMarked;
