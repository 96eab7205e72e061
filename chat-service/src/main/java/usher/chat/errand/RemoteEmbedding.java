package usher.chat.errand;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import usher.chat.errand.Errands.Act;
import usher.chat.errand.Errands.Done;
import usher.chat.limit.Estimate;
import usher.chat.limit.TokenBound;
import usher.chat.model.ModelName;
import usher.chat.model.ModelUse;
import usher.chat.model.TokenUse;
import usher.chat.model.openai.OpenAiEmbeddings;
import usher.chat.model.openai.OpenAiEmbeddings.Embedded;
import usher.chat.model.price.Price;
import usher.contracts.id.TenantId;

/** By the model a tenant chose for it; each request is an errand. */
record RemoteEmbedding(TenantId tenant, ModelName name, OpenAiEmbeddings model, Price price, Errands errands)
        implements Embedding {
    private static final int AT_ONCE = 64;

    @Override
    public boolean knowsEveryLanguage() {
        return true;
    }

    @Override
    public Uni<List<float[]>> embedAll(Errand errand, List<String> texts) {
        return Multi.createFrom()
                .iterable(IntStream.range(0, Math.ceilDiv(texts.size(), AT_ONCE))
                        .mapToObj(part -> texts.subList(part * AT_ONCE, Math.min(texts.size(), (part + 1) * AT_ONCE)))
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(part -> embed(errand, part))
                .collect()
                .in(() -> new ArrayList<float[]>(texts.size()), List::addAll)
                .map(List::copyOf);
    }

    @Override
    public Uni<List<float[]>> embed(Errand errand, List<String> texts) {
        long most = texts.stream().mapToLong(text -> 1 + TokenBound.of(text)).sum();
        long probably = texts.stream().mapToLong(TokenUse::estimated).sum();
        return errands.run(
                tenant,
                errand,
                new Act<>(
                        Estimate.reading(price, most),
                        use(probably),
                        () -> model.embed(texts).map(embedded -> done(embedded, probably))));
    }

    private Done<List<float[]>> done(Embedded embedded, long probably) {
        return new Done<>(embedded.vectors(), use(Objects.requireNonNullElse(embedded.tokens(), probably)));
    }

    private ModelUse use(long read) {
        return new ModelUse(name, null, List.of(), 1, TokenUse.of(read, 0), price);
    }
}
