package usher.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that people or their systems want to be told of. {@code name} is {@code noun.verb_past}, for example
 * {@code stock.depleted}. The same {@code key} of a tenant is told once, whoever raises it and however often. {@code facts}
 * (JSON values) go to the tenant's webhooks; {@code mail} is absent when nobody is to be written to. Neither holds secrets.
 */
public record NoticeRaised(
        String name,
        String key,
        Map<String, Object> facts,
        @Nullable Mail mail) implements EventData {
    public static final String TYPE = "usher.notice.raised.v1";

    private static final int LONGEST_KEY = 200;

    public NoticeRaised {
        Required.present(name, "name");
        Required.present(key, "key");
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("A key has at most " + LONGEST_KEY + " characters");
        }
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Whose people a mail is for when nobody is named. */
    public enum Audience {
        @JsonProperty("tenant")
        TENANT,
        @JsonProperty("platform")
        PLATFORM
    }

    /** A mail in plain text; without {@code to} it goes to the administrators of the tenant, or of the platform if that is the audience. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Mail(@Nullable String to, @Nullable Audience audience, String subject, String text) {
        public Mail(@Nullable String to, String subject, String text) {
            this(to, null, subject, text);
        }

        public Mail {
            Required.present(subject, "subject");
            Required.present(text, "text");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.NOTICES;
    }
}
