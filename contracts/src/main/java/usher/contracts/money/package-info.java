/**
 * Amounts of money without floating point. Prices and costs of models are micros of a US dollar; what people pay is in
 * minor units of a currency. Taxes and conversion are not known here.
 */
@NullMarked
package usher.contracts.money;

import org.jspecify.annotations.NullMarked;
