package usher.chat.turn;

import io.smallrye.mutiny.Multi;
import org.jspecify.annotations.Nullable;
import usher.chat.limit.Admission.Allowance;

/** A turn that was admitted; its frames can be heard by any number of listeners, from the first one on. */
record Turn(@Nullable Allowance allowance, Multi<Frame> frames) {}
