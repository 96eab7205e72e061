/**
 * The proof of an answer: which model, prompt, passages and tools it came from and what it cost, hash-chained per
 * conversation, sealed when it is stored and signed when it is shown. Receipts are written by the conversation's own
 * transaction; here they are made, read and checked.
 */
@NullMarked
package usher.chat.receipt;

import org.jspecify.annotations.NullMarked;
