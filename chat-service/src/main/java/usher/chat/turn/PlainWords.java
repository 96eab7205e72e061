package usher.chat.turn;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are a yes or a no and nothing else, by language. Only what cannot mean anything else is here: money moves
 * on it. An <i>ok</i> may be a nod, and a <i>yes, but …</i> is a new wish.
 */
enum PlainWords {
    ENGLISH(
            "yes|yes please|yes confirm|yes i confirm|yes i do|confirm|i confirm|confirmed|yes go ahead|go ahead|yes do it|do it",
            "no|no thanks|no thank you|no don't|don't|do not|don't do it|decline|i decline|cancel|cancel it|no cancel|no stop"),
    HEBREW(
            "כן|כן בבקשה|כן תודה|מאשר|מאשרת|אני מאשר|אני מאשרת|כן מאשר|כן מאשרת|אישור|לאשר",
            "לא|לא תודה|ממש לא|לא מאשר|לא מאשרת|אני לא מאשר|אני לא מאשרת|לבטל|בטל|תבטל|תבטלי|לא לבצע"),
    ARABIC("نعم|نعم من فضلك|أؤكد|تأكيد|موافق|أوافق", "لا|لا شكرا|إلغاء|لا أوافق"),
    FRENCH(
            "oui|oui merci|oui s'il vous plaît|je confirme|confirmer|oui je confirme",
            "non|non merci|annuler|je refuse"),
    GERMAN("ja|ja bitte|bestätigen|ich bestätige|ja ich bestätige", "nein|nein danke|abbrechen|ablehnen"),
    RUSSIAN("да|да пожалуйста|подтверждаю|да подтверждаю", "нет|нет спасибо|отмена|отменить|не надо"),
    SPANISH("sí|si|sí por favor|si por favor|confirmo|confirmar|sí confirmo", "no gracias|cancelar|rechazar");

    private static final int LONGEST = 40;

    private final Set<String> yes;
    private final Set<String> no;

    PlainWords(String yes, String no) {
        this.yes = Set.of(yes.split("\\|"));
        this.no = Set.of(no.split("\\|"));
    }

    /** True for a yes, false for a no, null for everything else. */
    static @Nullable Boolean decision(String message) {
        if (message.length() > LONGEST) {
            return null;
        }
        var plain = plain(message);
        if (all().anyMatch(words -> words.yes.contains(plain))) {
            return true;
        }
        return all().anyMatch(words -> words.no.contains(plain)) ? Boolean.FALSE : null;
    }

    private static Stream<PlainWords> all() {
        return Arrays.stream(values());
    }

    /** Without capitals and marks: <i>Yes, please!</i> is <i>yes please</i>. */
    private static String plain(String message) {
        return Arrays.stream(message.replace('’', '\'').toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}']+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
