package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import usher.chat.knowledge.Knowledge;
import usher.chat.limit.Asker;
import usher.chat.limit.Estimate;
import usher.chat.limit.Limits;
import usher.chat.limit.Spent;
import usher.chat.mcp.protocol.Client;
import usher.chat.model.Prompt;
import usher.contracts.access.Scope;
import usher.kit.time.Ids;

/**
 * Passages of what the tenant has taught its assistant. It counts as a request against the tenant's rate, and is no message: what
 * an embedding by a provider takes is metered where it is made.
 */
@ApplicationScoped
class SearchKnowledge implements Tool {
    private static final int LONGEST = 1_000;
    private static final int USUAL = 5;
    private static final int MOST = 10;

    private final Knowledge knowledge;
    private final Limits limits;
    private final Ids ids;

    SearchKnowledge(Knowledge knowledge, Limits limits, Ids ids) {
        this.knowledge = knowledge;
        this.limits = limits;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "search_knowledge";
    }

    @Override
    public Set<String> arguments() {
        return Set.of("query", "limit");
    }

    @Override
    public Scope scope() {
        return Scope.KNOWLEDGE_READ;
    }

    @Override
    public Uni<ObjectNode> call(Client client, Arguments arguments) {
        var query = arguments.text("query", LONGEST);
        int most = arguments.number("limit", 1, MOST, USUAL);
        var tenant = client.tenant();
        return limits.take(tenant, new Asker(ids.next(), null, null, null), Estimate.NOTHING)
                .chain(admitted -> knowledge
                        .search(tenant, query, List.of())
                        .eventually(() -> limits.settle(tenant, admitted.reservation(), Spent.NOTHING)))
                .map(found -> result(found.subList(0, Math.min(found.size(), most))));
    }

    private static ObjectNode result(List<Prompt.Passage> found) {
        var structured = JsonNodeFactory.instance.objectNode();
        var passages = structured.putArray("passages");
        for (var passage : found) {
            var told = passages.addObject()
                    .put("title", passage.title())
                    .put("text", text(passage))
                    .put("score", passage.score());
            if (passage.url() != null) {
                told.put("url", passage.url());
            }
        }
        return ToolResult.of(found.isEmpty() ? "Nothing was found." : words(found), structured);
    }

    private static String words(List<Prompt.Passage> found) {
        return found.stream()
                .map(passage -> passage.title() + "\n" + text(passage))
                .collect(Collectors.joining("\n\n"));
    }

    private static String text(Prompt.Passage passage) {
        return passage.answer() == null ? passage.text() : passage.text() + "\n" + passage.answer();
    }
}
