package usher.chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.model.price.Price;
import usher.chat.model.price.TokenCost;

/** What one model used for one answer, over all requests to it, and by which price that costs. */
public record ModelUse(
        ModelName name,
        @Nullable String servedModel,
        List<String> requestIds,
        int requests,
        TokenUse tokens,
        Price price) {

    public ModelUse {
        requestIds = List.copyOf(requestIds);
    }

    /** Of so many requests with this prompt whose provider said no count: what was said is known, all else is an estimate. */
    public static ModelUse reckoned(Candidate by, Prompt prompt, int requests, String said) {
        var once = TokenUse.estimate(Estimate.characters(prompt), said.length());
        var tokens = TokenUse.of(requests * once.input(), said.isEmpty() ? 0 : once.output());
        return new ModelUse(by.name(), null, List.of(), requests, tokens, by.price());
    }

    public TokenCost cost() {
        return price.of(tokens);
    }

    ModelUse plus(ModelUse more) {
        var ids = new java.util.ArrayList<>(requestIds);
        ids.addAll(more.requestIds);
        return new ModelUse(
                name,
                more.servedModel == null ? servedModel : more.servedModel,
                ids,
                requests + more.requests,
                tokens.plus(more.tokens),
                price);
    }
}
