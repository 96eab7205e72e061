/**
 * Two demo businesses as tenants of Usher would run them: "Fjord &amp; Pine", an outdoor shop with a signed-in customer,
 * orders, stock and appointments, and "Café Levant", a Hebrew page. Both have policies to answer from, and the shop has
 * webhook endpoints that tools call. It knows Usher only from outside: a script tag, a token it signs, a signature it checks.
 */
@NullMarked
package usher.local.shop;

import org.jspecify.annotations.NullMarked;
