package usher.chat.turn;

import org.jspecify.annotations.Nullable;
import usher.chat.turn.framing.Format;

/** A turn to be written as server-sent events; {@code format} is null for our own framing. */
record TurnStream(Turn turn, @Nullable Format format) {}
