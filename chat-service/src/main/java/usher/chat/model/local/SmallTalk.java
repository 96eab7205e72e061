package usher.chat.model.local;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import usher.chat.model.Prompt;
import usher.chat.model.language.Words;

/** Greetings, thanks, goodbyes, and the question who is speaking; only when a message is nothing else. */
final class SmallTalk {
    private static final Set<String> GREETING = Set.of(
            "hi",
            "hello",
            "hey",
            "hiya",
            "howdy",
            "greetings",
            "good",
            "morning",
            "afternoon",
            "evening",
            "day",
            "there",
            "all",
            "everyone",
            "again",
            "שלום",
            "היי",
            "הי",
            "אהלן",
            "בוקר",
            "ערב",
            "טוב",
            "צהריים",
            "טובים");
    private static final Set<String> THANKS = Set.of(
            "thanks", "thank", "you", "thx", "ty", "cheers", "much", "very", "so", "a", "lot", "great", "perfect", "ok",
            "okay", "cool", "awesome", "got", "it", "nice", "for", "the", "your", "help", "that", "was", "helpful",
            "many", "super", "helps", "helped", "me", "all", "this", "works", "תודה", "רבה", "מעולה", "אחלה", "סבבה",
            "הבנתי", "על", "העזרה", "מצוין", "לך", "לכם", "זה", "עזר", "עוזר", "לי", "מאוד");
    private static final Set<String> THANKS_PROPER = Set.of(
            "thanks", "thank", "thx", "ty", "cheers", "great", "perfect", "cool", "awesome", "helpful", "nice", "תודה",
            "מעולה", "אחלה", "סבבה", "מצוין");
    private static final Set<String> GOODBYE = Set.of(
            "bye", "goodbye", "see", "you", "later", "good", "night", "have", "a", "nice", "day", "ciao", "cya",
            "להתראות", "ביי", "לילה", "טוב", "יום", "נעים", "ושבוע");
    private static final Set<String> GOODBYE_PROPER =
            Set.of("bye", "goodbye", "later", "night", "ciao", "cya", "להתראות", "ביי", "לילה");
    private static final List<String> WHO = List.of(
            "who are you",
            "what are you",
            "are you a bot",
            "are you a robot",
            "are you human",
            "are you a human",
            "are you real",
            "are you a real person",
            "am i talking to a bot",
            "am i talking to a human",
            "am i talking to a person",
            "are you an ai",
            "are you ai",
            "are you chatgpt",
            "whats your name",
            "what is your name",
            "מי אתה",
            "מי את",
            "אתה רובוט",
            "אתה בוט",
            "את בוט",
            "אתה בן אדם",
            "אתה אנושי",
            "מה השם שלך");
    private static final List<String> WHAT = List.of(
            "help",
            "what can you do",
            "what can you help me with",
            "how can you help",
            "how can you help me",
            "can you help me",
            "i need help",
            "help me",
            "what do you know",
            "מה אתה יודע לעשות",
            "במה אתה יכול לעזור",
            "עזרה",
            "אפשר עזרה");

    private SmallTalk() {}

    static Optional<String> answer(Prompt prompt) {
        var words = Words.of(prompt.question());
        var tongue = Tongue.of(prompt);
        var whole = String.join(" ", words);
        if (words.isEmpty()) {
            return Optional.of(tongue.say("How can I help?", "איך אפשר לעזור?"));
        }
        if (WHO.contains(whole)) {
            return Optional.of(introduction(prompt, tongue));
        }
        if (WHAT.contains(whole)) {
            return Optional.of(Offer.help(prompt, tongue));
        }
        if (THANKS.containsAll(words) && words.stream().anyMatch(THANKS_PROPER::contains)) {
            return Optional.of(
                    tongue.say("You're welcome. Is there anything else?", "בשמחה. יש עוד משהו שאפשר לעזור בו?"));
        }
        if (GOODBYE.containsAll(words) && words.stream().anyMatch(GOODBYE_PROPER::contains)) {
            return Optional.of(tongue.say("Goodbye, and thank you for stopping by.", "להתראות, ותודה שפניתם."));
        }
        if (GREETING.containsAll(words)) {
            return Optional.of(tongue.say("Hello. What can I help you with?", "שלום. במה אפשר לעזור?"));
        }
        return Optional.empty();
    }

    private static String introduction(Prompt prompt, Tongue tongue) {
        var persona = prompt.persona();
        return tongue.say(
                "I'm " + persona.name() + ", the automated assistant of " + persona.business()
                        + ". I'm not a person: I answer with what " + persona.business()
                        + " has written down, and I can look things up for you.",
                persona.name() + ", העוזר האוטומטי של " + persona.business() + ". אני לא בן אדם: אני עונה לפי מה ש"
                        + persona.business() + " כתבו, ויכול גם לבדוק דברים.");
    }
}
