package usher.chat.model.language;

import java.util.List;
import java.util.Set;

/** Words that say nothing about the subject of a question, in English and Hebrew, as {@link Words#of} writes them. */
public final class StopWords {
    private static final Set<String> ALL = Set.copyOf(List.of("""
            a about again all also am an and any anybody anyone anything are arent as at be been being both but by can cant cannot could
            couldnt did didnt do does doesnt doing dont each either else etc ever every for from get gets getting give go
            going gonna got had has have havent having he hello hey hi her here hers him his how i id if ill im in into is isnt it its
            ive just kind know let lets like many may maybe me might mine much must my myself need no not now of off ok okay
            on one ones only or other our ours out over please possible really she should so some something somebody someone still such sure tell
            than thank thanks that thats the their theirs them then there theres these they theyre thing things this those to too under
            up us very want wanna was wasnt way we well were what whats when where wheres which who whom whose why will wish
            with without wont would wouldnt yes yet you your yours youre
            אבל או אולי אז אחרי אי איזה איזו אילו אין איך אינני איפה אל אלה אם אני אנחנו אנו אפשר אצל אצלכם את אתה אתם בבקשה גם
            האם הוא היא היה היי הם הן הזה הזאת זה זאת זו יש יכול יכולה יכולים כאן כבר כדי כל כמה כמו כן כי לא לגבי להיות לי
            לכם לנו לפני מאוד מה מהו מהי מי מתי משהו נא עד על עוד עם פה צריך צריכה רוצה רק לבוא להגיע לקבל עולה עולים עושים מקום שאני של שלי שלכם שלנו שם שלום תודה""".strip().split("\\s+")));

    private StopWords() {}

    public static boolean contains(String word) {
        return ALL.contains(word) || Hebrew.forms(word).stream().anyMatch(ALL::contains);
    }
}
