package usher.chat.turn.framing;

import java.util.List;
import usher.chat.turn.ReplyEvent;

/** Turns the events of one stream into frames; one for each stream, because some have to close what they opened. */
public interface Framing {
    List<Frame> frames(ReplyEvent event);
}
