package usher.admin.session;

import usher.admin.member.MemberView;
import usher.admin.signing.AccessTokens;

/** The tokens of a session and whose it is; {@code expires_in} is the life of the access token in seconds. */
record SignedIn(String accessToken, String refreshToken, String tokenType, long expiresIn, MemberView member) {
    static SignedIn of(String accessToken, String refreshToken, MemberView member) {
        return new SignedIn(accessToken, refreshToken, "Bearer", AccessTokens.LIFE.toSeconds(), member);
    }

    @Override
    public String toString() {
        return "SignedIn[" + member.id() + "]";
    }
}
