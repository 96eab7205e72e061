package usher.chat.turn.framing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import usher.chat.turn.ReplyEvent;
import usher.chat.turn.ReplyEvent.Failed;

/** Numbered from 1 and named by type; an error carries its problem document. */
final class NativeFraming implements Framing {
    private final Json json;
    private int number;

    NativeFraming(ObjectMapper mapper) {
        this.json = new Json(mapper);
    }

    @Override
    public List<Frame> frames(ReplyEvent event) {
        number++;
        var data = json.text(event instanceof Failed failed ? failed.problem() : event);
        return List.of(new Frame(Integer.toString(number), event.type(), data));
    }
}
