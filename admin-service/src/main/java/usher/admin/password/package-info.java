/**
 * How passwords are kept and checked. They are hashed with Argon2id; bcrypt hashes that were imported are understood
 * and reported as outdated. It is not about who may sign in, and knows no member.
 */
@NullMarked
package usher.admin.password;

import org.jspecify.annotations.NullMarked;
