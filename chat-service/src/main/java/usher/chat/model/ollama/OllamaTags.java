package usher.chat.model.ollama;

import static usher.chat.model.wire.Fields.next;
import static usher.chat.model.wire.Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import usher.chat.model.Prompt;
import usher.chat.model.wire.AnswerSoFar;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.Fields;
import usher.chat.model.wire.Protocol;
import usher.chat.model.wire.WireRequest;

/** The models that an Ollama has, whatever it is prompted: each is said as one text. See docs.ollama.com/api/tags. */
public final class OllamaTags implements Protocol {
    @Override
    public WireRequest request(Endpoint endpoint, Prompt prompt) {
        return WireRequest.get(endpoint.baseUrl() + "/api/tags", WireRequest.bearer(endpoint.key()));
    }

    @Override
    public void read(JsonParser frame, AnswerSoFar answer) throws IOException {
        for (var name = next(frame); name != null; name = next(frame)) {
            if (name.equals("models") && Fields.array(frame)) {
                while (Fields.nextObject(frame)) {
                    model(frame, answer);
                }
                answer.finished("stop");
            } else {
                frame.skipChildren();
            }
        }
    }

    private static void model(JsonParser json, AnswerSoFar answer) throws IOException {
        for (var field = next(json); field != null; field = next(json)) {
            if (field.equals("name")) {
                answer.text(text(json));
            } else {
                json.skipChildren();
            }
        }
    }
}
