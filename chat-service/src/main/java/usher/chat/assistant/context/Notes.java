package usher.chat.assistant.context;

import org.jspecify.annotations.Nullable;
import usher.contracts.event.UsageRecorded;

/** A summary, and what a model took to write it, where one did. */
record Notes(String text, @Nullable UsageRecorded used) {}
