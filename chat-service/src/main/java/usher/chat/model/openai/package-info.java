/**
 * Models behind OpenAI's chat completions protocol: OpenAI, Azure, Mistral, Groq, vLLM, Ollama's {@code /v1}. The codec is
 * ours because tool schemas have to pass unchanged and a frame may cost little (see ADR 4). Which tenant uses which
 * endpoint is decided above.
 */
@NullMarked
package usher.chat.model.openai;

import org.jspecify.annotations.NullMarked;
