package usher.tool.integration.connector;

/** Why something cannot be stored: {@code pointer} leads to the member at fault (RFC 6901), {@code code} is stable. */
public record Objection(String pointer, String code, String sentence) {}
