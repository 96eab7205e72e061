package usher.chat.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import usher.chat.turn.ReplyEvent.Failed;
import usher.kit.problem.Problem;

/** Public events as they are on the wire: JSON with the event's type in it; an error is its problem document. */
@ApplicationScoped
class ReplyJson {
    private final ObjectMapper mapper;

    ReplyJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String write(ReplyEvent event) {
        try {
            return mapper.writeValueAsString(event instanceof Failed failed ? failed.problem() : event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event is always writable", e);
        }
    }

    ReplyEvent read(String type, String json) {
        try {
            return type.equals(Failed.TYPE)
                    ? new Failed(mapper.readValue(json, Problem.class))
                    : mapper.readerFor(ReplyEvent.type(type))
                            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                            .readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written can be read", e);
        }
    }
}
