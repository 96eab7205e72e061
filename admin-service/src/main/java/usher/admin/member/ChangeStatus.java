package usher.admin.member;

import jakarta.validation.constraints.NotNull;

/** Whether a member may sign in from now on. {@code deleted} is for good. */
record ChangeStatus(@NotNull MemberStatus status) {}
