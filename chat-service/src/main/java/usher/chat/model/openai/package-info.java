/**
 * OpenAI's chat completions: OpenAI, Azure, Mistral, Groq, vLLM and many others. Writes the request, reads the chunks. Why
 * the codecs are ours: ADR 4 and 13.
 */
@NullMarked
package usher.chat.model.openai;

import org.jspecify.annotations.NullMarked;
