package usher.admin.oauth.consent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;

/** The pages as they are written in {@code templates/oauth}. What is put into them is escaped there. */
@CheckedTemplate(basePath = "oauth")
final class Pages {
    private Pages() {}

    static native TemplateInstance entry(Map<String, String> say, String trouble, String email);

    static native TemplateInstance renewal(Map<String, String> say, String trouble, String email);

    static native TemplateInstance consent(
            Map<String, String> say, String trouble, String ticket, List<Map<String, String>> choices);

    static native TemplateInstance refusal(Map<String, String> say, String trouble, String place, String to);
}
