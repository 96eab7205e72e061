package usher.chat.model;

/** The size of a prompt in characters, for what no provider counted. Rules and separators around the content are left out. */
final class Estimate {
    private Estimate() {}

    static long characters(Prompt prompt) {
        long passages = prompt.passages().stream()
                .mapToLong(passage -> passage.title().length() + passage.text().length())
                .sum();
        long history = prompt.history().stream()
                .mapToLong(line -> line.text().length())
                .sum();
        long tools = prompt.tools().stream()
                .mapToLong(tool -> tool.name().length()
                        + tool.description().length()
                        + tool.parameters().toString().length())
                .sum();
        long rounds = prompt.rounds().stream()
                .flatMap(round -> round.outcomes().stream())
                .mapToLong(outcome -> outcome.result().toString().length())
                .sum();
        return prompt.persona().instructions().length()
                + prompt.question().length()
                + prompt.summary().length()
                + passages
                + history
                + tools
                + rounds;
    }
}
