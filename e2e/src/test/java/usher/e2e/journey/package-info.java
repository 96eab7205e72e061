/**
 * What people do, in a real browser through the gateway: a visitor on the demo shop's page, an operator in the console.
 * The steps are written in JavaScript beside this (src/test/js); here they are given a platform and their outcome is checked against the API.
 */
@NullMarked
package usher.e2e.journey;

import org.jspecify.annotations.NullMarked;
