package usher.chat.completion;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.chat.persona.Persona;
import usher.kit.problem.Refusal;

/**
 * The name by which a persona is asked for: {@code persona:support@live} is whichever version is newest,
 * {@code persona:support@v12} that one. {@code version} is absent for the newest.
 */
record PersonaModel(String name, @Nullable Integer version) {
    private static final Pattern ID = Pattern.compile("persona:([^@\\s]{1,120})(?:@(?:live|v(\\d{1,9})))?");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern EDGES = Pattern.compile("^-|-$");

    static PersonaModel parse(@Nullable String model) {
        if (model == null || model.isBlank()) {
            throw Bad.missing("model");
        }
        var id = ID.matcher(model);
        if (!id.matches()) {
            throw unknown(model);
        }
        return new PersonaModel(id.group(1), id.group(2) == null ? null : Integer.valueOf(id.group(2)));
    }

    static PersonaModel live(Persona persona) {
        return new PersonaModel(slug(persona), null);
    }

    static PersonaModel pinned(Persona persona) {
        return new PersonaModel(slug(persona), persona.version());
    }

    static Refusal unknown(String model) {
        return new Refusal(
                        "model_not_found",
                        404,
                        "The model '" + model + "' does not exist or you do not have access to it.")
                .with("param", "model");
    }

    /** The persona itself, if it is called so. */
    Persona of(Persona persona) {
        if (!slug(persona).equals(name)) {
            throw unknown(toString());
        }
        return persona;
    }

    private static String slug(Persona persona) {
        var words = NO_WORD.matcher(persona.name().toLowerCase(Locale.ROOT)).replaceAll("-");
        return EDGES.matcher(words).replaceAll("");
    }

    @Override
    public String toString() {
        return "persona:" + name + (version == null ? "@live" : "@v" + version);
    }
}
