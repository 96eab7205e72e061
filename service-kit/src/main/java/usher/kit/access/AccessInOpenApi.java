package usher.kit.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;

/** Writes {@link Accepts} into the OpenAPI document as {@code x-usher-accepts}, {@code x-usher-role} and {@code x-usher-platform}. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class AccessInOpenApi implements OASFilter {
    private final Map<String, AnnotationInstance> byOperation = new HashMap<>();

    public AccessInOpenApi(IndexView index) {
        for (var accepts : index.getAnnotations(Accepts.class)) {
            if (accepts.target().kind() == AnnotationTarget.Kind.METHOD) {
                var method = accepts.target().asMethod();
                byOperation.put(method.declaringClass().simpleName() + "_" + method.name(), accepts);
            }
        }
    }

    @Override
    public Operation filterOperation(Operation operation) {
        var accepts = byOperation.get(operation.getOperationId());
        if (accepts != null) {
            operation.addExtension(
                    "x-usher-accepts",
                    Stream.of(accepts.value().asEnumArray())
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .toList());
            var role = accepts.value("role");
            operation.addExtension(
                    "x-usher-role", role == null ? "analyst" : role.asEnum().toLowerCase(Locale.ROOT));
            var platform = accepts.value("platform");
            operation.addExtension("x-usher-platform", platform != null && platform.asBoolean());
        }
        return operation;
    }
}
