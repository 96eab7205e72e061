package usher.admin.session;

import usher.admin.member.Member;

/** What became of the wish to stay signed in. */
sealed interface Renewal {
    record Renewed(Member member, String refreshToken) implements Renewal {}

    /** The token is unknown, too old or of a session that is over, or its owner may not sign in any more. */
    record Refused() implements Renewal {}

    /** The token had been replaced: somebody else has a copy, so the whole session is over. */
    record Reused() implements Renewal {}
}
