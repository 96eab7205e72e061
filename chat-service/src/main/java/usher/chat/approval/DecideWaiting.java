package usher.chat.approval;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** What a member says to an act that waits. */
record DecideWaiting(
        @NotNull @Pattern(regexp = "confirm|decline") String decision) {
    boolean confirms() {
        return decision.equals("confirm");
    }
}
