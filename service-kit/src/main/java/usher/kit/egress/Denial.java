package usher.kit.egress;

/** Why a target may not be called; the sentence is for the tenant's people and never says what a name resolved to. */
public enum Denial {
    NOT_A_WEB_ADDRESS("Write an absolute https URL."),
    HAS_USER("A URL to be called carries no user name, password or fragment."),
    HOST_UNCLEAR("Write the host of this URL as a plain name or address."),
    NOT_ENCRYPTED("Only https is called."),
    PORT_NOT_ALLOWED("This port may not be called."),
    HOST_NOT_LISTED("This host is not on the list of hosts that may be called."),
    HOST_UNKNOWN("The host name of this URL cannot be resolved."),
    NOT_PUBLIC("This URL leads to an address that may not be called.");

    private final String sentence;

    Denial(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
