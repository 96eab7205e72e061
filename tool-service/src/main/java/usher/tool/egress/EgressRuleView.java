package usher.tool.egress;

import java.time.Instant;
import usher.contracts.id.EgressRuleId;

/** A host on a tenant's list. */
record EgressRuleView(EgressRuleId id, String host, Instant createdAt) {}
