package usher.tool.egress;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import usher.kit.problem.Refusal;

/** A host to put on the list: {@code api.example.com}, or {@code *.example.com} for all hosts below. */
record AllowHost(@NotBlank @Size(max = 255) String host) {
    HostRule rule() {
        if (!HostRule.isRule(host)) {
            throw Refusal.invalid("/host", "host-invalid", "Write a host name, or *. and the name its hosts end in.");
        }
        return new HostRule(host);
    }
}
