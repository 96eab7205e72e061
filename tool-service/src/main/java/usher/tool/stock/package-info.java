/**
 * Watches the stock of articles: a tenant's administrators say which, every replica looks at those that are due, and a change
 * is told once, in the transaction that stores it. How a shop is asked is the business of integrations and their operations; who
 * is told, and how, that of whoever takes the notices.
 */
@NullMarked
package usher.tool.stock;

import org.jspecify.annotations.NullMarked;
