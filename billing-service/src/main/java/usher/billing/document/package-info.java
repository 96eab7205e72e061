/**
 * Invoices on paper: as PDF in the language of its reader, Hebrew from right to left, and as CSV. It shows what the invoice says
 * and computes nothing.
 */
@NullMarked
package usher.billing.document;

import org.jspecify.annotations.NullMarked;
