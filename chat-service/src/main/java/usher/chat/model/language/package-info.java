/**
 * What retrieval and the local engine know about words: splitting, stems, stop words, Hebrew prefixes, sentences. It works
 * on any script and knows English and Hebrew a little. It understands nothing: meaning is the embeddings' business.
 */
@NullMarked
package usher.chat.model.language;

import org.jspecify.annotations.NullMarked;
