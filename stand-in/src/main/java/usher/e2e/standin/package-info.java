/**
 * A scripted model provider that speaks the protocols of OpenAI, Anthropic, Gemini and Ollama: it streams,
 * calls tools, fails, stalls and counts its own tokens. Tests, load scenarios and demos put it in the place of a real provider and later compare its ledger with ours.
 * It is not a mock: it listens on a port, and nothing but its base URL tells a client that it is not the real thing.
 */
@NullMarked
package usher.e2e.standin;

import org.jspecify.annotations.NullMarked;
