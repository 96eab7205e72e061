package usher.chat.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.chat.knowledge.retrieval.Row.Part;
import usher.contracts.id.KnowledgeId;

/** Something to know, cut into passages and told apart from others by the hash of what it says. */
record Lesson(
        KnowledgeId id,
        String kind,
        String title,
        @Nullable String url,
        String text,
        List<String> questions,
        String hash,
        List<Piece> pieces) {

    /** A passage to be; its place in the list is its chunk number. */
    record Piece(Part part, String text) {}

    static Lesson of(KnowledgeId id, CreateKnowledge wanted) {
        var questions = wanted.questions() == null
                ? List.<String>of()
                : wanted.questions().stream().map(String::strip).distinct().toList();
        var text = Objects.requireNonNullElse(wanted.answer(), Objects.requireNonNullElse(wanted.text(), ""));
        var pieces =
                wanted.kind().equals("faq") ? faq(wanted.title(), questions, text) : sections(wanted.title(), text);
        var hash = hash(wanted.kind(), wanted.title(), Objects.toString(wanted.url(), ""), text, questions);
        return new Lesson(id, wanted.kind(), wanted.title(), wanted.url(), text, questions, hash, pieces);
    }

    private static List<Piece> faq(String title, List<String> questions, String answer) {
        var pieces = new ArrayList<Piece>();
        questions.forEach(question -> pieces.add(new Piece(Part.QUESTION, question)));
        pieces.add(new Piece(Part.ANSWER, "# " + title + "\n\n" + answer));
        return pieces;
    }

    private static List<Piece> sections(String title, String text) {
        return Markdown.passages(title, text).stream()
                .map(section -> new Piece(Part.SECTION, section))
                .toList();
    }

    private static String hash(String kind, String title, String url, String text, List<String> questions) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var parts = new ArrayList<>(List.of(kind, title, url, text));
            parts.addAll(questions);
            parts.forEach(part -> digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
