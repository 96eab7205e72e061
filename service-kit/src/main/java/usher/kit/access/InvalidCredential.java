package usher.kit.access;

/** A credential that is none: forged, ended, revoked or unreadable. The caller is not told which. */
public final class InvalidCredential extends RuntimeException {
    public InvalidCredential() {
        super("The credential is not valid", null, false, false);
    }
}
