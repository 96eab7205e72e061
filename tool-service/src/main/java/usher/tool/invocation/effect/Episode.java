package usher.tool.invocation.effect;

import java.util.UUID;

/** One time that an effect is wanted; {@code id} is the invocation that began it. */
public record Episode(Fingerprint effect, UUID id) {
    /** What the target knows every attempt at this effect by. */
    public String key() {
        return Hash.of(effect.text() + ':' + id);
    }
}
