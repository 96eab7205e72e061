package usher.tool.target;

import usher.tool.target.Outcome.Failed;

/** What a call would come to, as far as can be said without sending anything. */
public sealed interface Rehearsal {
    record Sends(Preview request) implements Rehearsal {}

    /** Nothing would be sent: this is what would be said instead. */
    record Refuses(Failed failed) implements Rehearsal {}
}
