package usher.chat.assistant;

import java.util.List;
import usher.chat.model.Answering;
import usher.chat.persona.Persona;
import usher.contracts.event.LiveSource;
import usher.contracts.event.ToolDefinition;

/**
 * What an answer stands on before anything is looked up: who answers, by which model, with which tools, and whom to ask for what
 * is so at this moment.
 */
record Ground(Persona persona, Answering by, List<ToolDefinition> tools, List<LiveSource> live) {
    /** Such an answer is good for this moment alone, whether or not those sources answer. */
    boolean isOfTheMoment() {
        return !live.isEmpty();
    }

    /** The same without asking anybody. */
    Ground still() {
        return new Ground(persona, by, tools, List.of());
    }
}
