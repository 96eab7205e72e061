package usher.kit.tenant;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Languages that people of a tenant are written to in: Hebrew, or else English. */
public final class Locales {
    private Locales() {}

    /** Of a BCP 47 tag, also one written with an underscore; what is not known is English. */
    public static boolean isHebrew(@Nullable String locale) {
        return locale != null
                && Locale.forLanguageTag(locale.replace('_', '-')).getLanguage().equals("he");
    }
}
