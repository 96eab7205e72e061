package usher.chat.assistant;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import usher.chat.cache.AnswerCache;
import usher.chat.cache.CacheKey;
import usher.chat.cache.CachedAnswer;
import usher.chat.cache.LookUp;
import usher.chat.conversation.Decision;
import usher.chat.limit.Refusals;
import usher.chat.limit.TokenBound;
import usher.chat.model.Answering;
import usher.chat.model.Candidate;
import usher.chat.model.ModelUse;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.contracts.event.ToolDefinition;

/** Answers a question. Everything it needs is read before the model speaks; nothing is held while it does. */
@ApplicationScoped
public class Assistant {
    private static final int MOST_ROUNDS = 3;

    private final Contexts contexts;
    private final AnswerCache cache;
    private final Toolbox toolbox;
    private final Consent consent;
    private final InstantSource clock;

    Assistant(Contexts contexts, AnswerCache cache, Toolbox toolbox, Consent consent, InstantSource clock) {
        this.contexts = contexts;
        this.cache = cache;
        this.toolbox = toolbox;
        this.consent = consent;
        this.clock = clock;
    }

    /** A turn at work: what it answers, with what, and how far it is. */
    private record Work(Brief brief, Ground ground, Draft draft, Reply reply) {
        Answering by() {
            return ground.by();
        }
    }

    public Reply reply(Brief brief) {
        var reply = new Reply();
        return reply.with(contexts.ground(brief).onItem().transformToMulti(ground -> steps(brief, ground, reply)));
    }

    /**
     * What a model probably took for an answer of which only these words are known, by so many calls of it: nothing if it was
     * given again. The prompt is composed as it was then; what tools returned is not known any more.
     */
    public Uni<List<ModelUse>> reckon(Brief brief, int calls, String said) {
        return contexts.ground(brief)
                .chain(ground -> known(brief, ground)
                        .chain(known -> known instanceof LookUp.Hit
                                ? Uni.createFrom().item(List.of())
                                : contexts.prompt(brief, ground.still())
                                        .map(prompt -> List.of(
                                                ModelUse.reckoned(ground.by().first(), prompt, calls, said)))));
    }

    private Uni<LookUp> known(Brief brief, Ground ground) {
        return standsAlone(brief, ground)
                ? lookUp(brief, ground)
                : Uni.createFrom().item(new LookUp.Unused());
    }

    private Multi<Step> steps(Brief brief, Ground ground, Reply reply) {
        if (!standsAlone(brief, ground)) {
            return fresh(brief, ground, reply);
        }
        return lookUp(brief, ground).onItem().transformToMulti(found -> switch (found) {
            case LookUp.Hit hit -> again(brief, ground, hit.answer());
            case LookUp.Miss miss ->
                fresh(brief, ground, reply)
                        .call(step -> step instanceof Step.Answered answered
                                        && answered.answer().from().failures().isEmpty()
                                ? cache.keep(miss.key(), answered.answer())
                                : Uni.createFrom().voidItem());
            case LookUp.Unused unused -> fresh(brief, ground, reply);
        });
    }

    /** What is so at this moment may be otherwise when the same is asked again. */
    private static boolean standsAlone(Brief brief, Ground ground) {
        return brief.standsAlone() && !ground.isOfTheMoment();
    }

    private Uni<LookUp> lookUp(Brief brief, Ground ground) {
        return cache.find(
                brief.tenant(),
                () -> contexts.knowledgeVersion(brief)
                        .map(knowledge -> new CacheKey(
                                brief.tenant(),
                                ground.persona().version(),
                                knowledge,
                                ground.by().cacheName(),
                                ground.tools().stream().map(ToolDefinition::id).toList(),
                                brief.locale(),
                                brief.question())));
    }

    /** What was answered to the same question a moment ago: no model is asked and nothing is owed. */
    private static Multi<Step> again(Brief brief, Ground ground, CachedAnswer known) {
        var answer = known.as(brief.answer(), ground.by().decision());
        Multi<Step> cited = Multi.createFrom().iterable(answer.citations()).map(Step.Cited::new);
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(new Step.Said(answer.text())),
                        cited,
                        Multi.createFrom().item(new Step.Answered(answer)));
    }

    private Multi<Step> fresh(Brief brief, Ground ground, Reply reply) {
        return contexts.prompt(brief, ground)
                .onItem()
                .transformToMulti(prompt -> begin(new Work(brief, ground, draft(brief, ground, prompt), reply), prompt))
                .onCompletion()
                .invoke(() -> contexts.answered(brief));
    }

    private Draft draft(Brief brief, Ground ground, Prompt prompt) {
        var origin = new Draft.Origin(
                brief.answer(), prompt, ground.by(), ground.persona().version());
        return new Draft(origin, clock);
    }

    private Multi<Step> begin(Work work, Prompt prompt) {
        var decision = work.brief().decision();
        return decision == null ? round(work, prompt) : decide(work, prompt, decision);
    }

    /** What the visitor decided is done first, if there is something left to tell of it; then the model speaks of it. */
    private Multi<Step> decide(Work work, Prompt prompt, Decision decision) {
        var obstacle = obstacle(work, prompt, most(work, prompt));
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var asked = decision.asked();
        var calls = List.of(new ToolCall(asked.id(), asked.name(), asked.arguments()));
        var outcomes = new ArrayList<ToolOutcome>();
        return Multi.createBy()
                .concatenating()
                .streams(
                        consent.decide(
                                work.brief(), decision, calls.getFirst(), prompt.tools(), outcomes, work.draft()),
                        Multi.createFrom().deferred(() -> round(work, prompt.after(contexts.round(calls, outcomes)))));
    }

    /** The model speaks; if it then asks for tools, they run and it speaks again. */
    private Multi<Step> round(Work work, Prompt prompt) {
        var draft = work.draft();
        var most = most(work, prompt);
        var obstacle = obstacle(work, prompt, most);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        work.reply().under(draft);
        var speaking = work.by()
                .reply(prompt, draft.attempts(), most)
                .map(draft::hear)
                .filter(words -> !words.isEmpty())
                .<Step>map(Step.Said::new);
        return Multi.createBy()
                .concatenating()
                .streams(speaking, Multi.createFrom().deferred(() -> afterwards(work, prompt)));
    }

    private static ToIntFunction<Candidate> most(Work work, Prompt prompt) {
        long input = TokenBound.of(prompt);
        return by -> work.brief().grant().output(by.price(), input, work.draft().spent());
    }

    /** How it ends instead, when the next model cannot be asked: its price is not known for so much, or the plan has too little left. */
    private static Optional<Multi<Step>> obstacle(Work work, Prompt prompt, ToIntFunction<Candidate> most) {
        var next = work.by().next(work.draft().attempts());
        if (!next.price().holdsFor(TokenBound.of(prompt))) {
            return Optional.of(Multi.createFrom().failure(Refusals.promptTooLong()));
        }
        return most.applyAsInt(next) == 0 ? Optional.of(notCovered(work, prompt)) : Optional.empty();
    }

    /** What the plan leaves does not cover another call: nothing is begun, or what was begun is brought to an end. */
    private static Multi<Step> notCovered(Work work, Prompt prompt) {
        return prompt.rounds().isEmpty() ? Multi.createFrom().failure(Refusals.budgetReached()) : giveUp(work);
    }

    private Multi<Step> afterwards(Work work, Prompt prompt) {
        if (!work.draft().wantsTools()) {
            return end(work);
        }
        if (work.brief().terms().callerRunsTools()) {
            work.draft().handBack(work.draft().takeWanted());
            return finish(work);
        }
        if (prompt.rounds().size() == MOST_ROUNDS) {
            return giveUp(work);
        }
        var calls = work.draft().takeWanted();
        var outcomes = new ArrayList<ToolOutcome>();
        return Multi.createBy()
                .concatenating()
                .streams(
                        separate(work),
                        toolbox.run(work.brief(), calls, prompt.tools(), outcomes, work.draft()),
                        Multi.createFrom()
                                .deferred(() -> work.draft().waiting().isEmpty()
                                        ? round(work, prompt.after(contexts.round(calls, outcomes)))
                                        : askToConfirm(work)));
    }

    /** The visitor has the word now: no model is asked before they have decided. */
    private static Multi<Step> askToConfirm(Work work) {
        return say(
                work, Phrases.pleaseConfirm(work.brief().locale(), work.draft().waiting()));
    }

    /** What was said before a tool ran and what is said after it are two paragraphs. */
    private static Multi<Step> separate(Work work) {
        if (!work.draft().endsOpen()) {
            return Multi.createFrom().empty();
        }
        work.draft().say("\n\n");
        return Multi.createFrom().item(new Step.Said("\n\n"));
    }

    /** A model that only ever asks for tools is stopped and the visitor is told. */
    private static Multi<Step> giveUp(Work work) {
        work.draft().takeWanted();
        return Multi.createBy()
                .concatenating()
                .streams(separate(work), Multi.createFrom().deferred(() -> say(work, lastWords(work))));
    }

    private static String lastWords(Work work) {
        var brief = work.brief();
        return brief.decision() == null || !work.draft().isSilent()
                ? Phrases.couldNotFinish(brief.locale())
                : Phrases.decided(brief.locale(), work.draft().latest().state());
    }

    private static Multi<Step> end(Work work) {
        return work.draft().isSilent() ? say(work, Phrases.noAnswer(work.brief().locale())) : finish(work);
    }

    private static Multi<Step> say(Work work, String words) {
        work.draft().say(words);
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(new Step.Said(words)), finish(work));
    }

    private static Multi<Step> finish(Work work) {
        var answer = work.draft().finish();
        Multi<Step> cited = Multi.createFrom().iterable(answer.citations()).map(Step.Cited::new);
        return Multi.createBy()
                .concatenating()
                .streams(cited, Multi.createFrom().item(new Step.Answered(answer)));
    }
}
