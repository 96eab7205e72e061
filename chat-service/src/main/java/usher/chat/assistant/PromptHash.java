package usher.chat.assistant;

import usher.chat.model.Prompt;
import usher.chat.receipt.Hashes;

/** Names what a model was told to be: the persona as it was rendered into the prompt, line by line. */
final class PromptHash {
    private PromptHash() {}

    static String of(Prompt prompt) {
        var persona = prompt.persona();
        return Hashes.sha256(String.join(
                "\n",
                persona.name(),
                persona.business(),
                persona.tone() == null ? "" : persona.tone(),
                prompt.locale(),
                persona.instructions()));
    }
}
