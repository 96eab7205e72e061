package usher.tool.adoption;

import java.util.List;
import usher.contracts.id.OperationId;
import usher.contracts.id.ToolId;

/** What was taken over, in the order of the picks. */
record ImportView(List<AdoptedView> tools) {
    /** {@code picked} is the offer as the pick called it. */
    record AdoptedView(String picked, String name, ToolId tool, OperationId operation, boolean enabled) {}
}
