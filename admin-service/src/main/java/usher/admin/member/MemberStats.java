package usher.admin.member;

/**
 * The members in figures. {@code deactivated} are the deleted ones; {@code verified} have signed in at least once with
 * what was sent to their address; the rate is their percentage of all members that are not deleted.
 */
record MemberStats(long total, long active, long suspended, long deactivated, long verified, double verificationRate) {
    static MemberStats of(long active, long suspended, long deleted, long verified) {
        long present = active + suspended;
        double rate = present == 0 ? 0 : Math.round(verified * 1000.0 / present) / 10.0;
        return new MemberStats(present + deleted, active, suspended, deleted, verified, rate);
    }
}
