package usher.chat.assistant;

import java.util.List;
import usher.chat.model.Answering;
import usher.chat.persona.Persona;
import usher.contracts.event.ToolDefinition;

/** What an answer stands on before the question is looked at: who answers, by which model, with which tools. */
record Ground(Persona persona, Answering by, List<ToolDefinition> tools) {}
