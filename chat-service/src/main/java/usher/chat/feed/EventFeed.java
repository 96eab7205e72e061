package usher.chat.feed;

import io.smallrye.mutiny.Multi;

/** A response that is written frame by frame; each frame is one {@code data:} field of an event stream. */
public record EventFeed(Multi<String> frames) {}
