package usher.chat.guard;

import usher.kit.access.Caller;

/** Who threw a switch, as text that stays readable: the id of a member or of a key. */
final class Actor {
    private Actor() {}

    static String of(Caller caller) {
        return switch (caller) {
            case Caller.Member member -> member.id().toString();
            case Caller.SecretKey key -> key.key().toString();
            default -> throw new IllegalArgumentException("Switches are for members and tenants' servers");
        };
    }
}
