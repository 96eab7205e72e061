package usher.chat.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import usher.chat.model.Prompt;

/** How one provider kind is asked and understood. Knows nothing of time, tries and connections; keeps no state of an answer. */
public interface Protocol {
    /** The request for a streamed answer. */
    WireRequest request(Endpoint endpoint, Prompt prompt);

    /** Reads one frame, the parser standing at the start of its object. What it does not know it skips. */
    void read(JsonParser frame, AnswerSoFar answer) throws IOException;
}
