/**
 * Members decide in a visitor's place: which acts of a tenant's conversations wait for a yes, and the yes or no itself, which goes on in the
 * conversation as the visitor's own does. Who may do what is asked of nobody here; what a decision does is tool-service's matter.
 */
@NullMarked
package usher.chat.approval;

import org.jspecify.annotations.NullMarked;
