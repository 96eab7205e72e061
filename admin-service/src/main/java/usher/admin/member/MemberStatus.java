package usher.admin.member;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a member may sign in. A deleted one is kept for the records and stays deleted. */
public enum MemberStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("suspended")
    SUSPENDED,
    @JsonProperty("deleted")
    DELETED
}
