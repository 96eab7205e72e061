package usher.tool.egress;

/** Why a target may not be called; the sentence is for the tenant's people and never says what a name resolved to. */
public enum Denial {
    NOT_A_WEB_ADDRESS("A tool is called at an absolute https URL."),
    HAS_USER("A tool's URL carries no user name, password or fragment."),
    HOST_UNCLEAR("Write the host of this URL as a plain name or address."),
    NOT_ENCRYPTED("A tool is called over https."),
    PORT_NOT_ALLOWED("Tools are not called at this port."),
    HOST_NOT_LISTED("This host is not on the list of hosts that your tools may call."),
    HOST_UNKNOWN("The host name of this URL cannot be resolved."),
    NOT_PUBLIC("This URL leads to an address that tools may not call.");

    private final String sentence;

    Denial(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
