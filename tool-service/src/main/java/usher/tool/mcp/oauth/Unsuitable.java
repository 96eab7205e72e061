package usher.tool.mcp.oauth;

import usher.kit.problem.Refusal;

/** Why one cannot be authorised at a server: what it says of itself does not do. */
final class Unsuitable {
    private Unsuitable() {}

    static Refusal because(String code, String sentence) {
        return new Refusal(code, 502, sentence);
    }
}
