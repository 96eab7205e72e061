package usher.chat.completion;

import io.smallrye.mutiny.Multi;

/** A response that is written frame by frame; each frame is one {@code data:} field of an event stream. */
record EventFeed(Multi<String> frames) {}
