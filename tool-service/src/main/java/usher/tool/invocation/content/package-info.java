/**
 * What of arguments and results is kept and shown: secrets and card numbers are taken out of what is stored, and what is too
 * long for a model is cut so that it stays JSON and says that it was cut. It reads and writes values alone; where they come
 * from and go to is not known here.
 */
@NullMarked
package usher.tool.invocation.content;

import org.jspecify.annotations.NullMarked;
