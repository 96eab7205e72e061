package usher.chat.assistant;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import usher.chat.cache.AnswerCache;
import usher.chat.cache.CacheKey;
import usher.chat.cache.CachedAnswer;
import usher.chat.cache.LookUp;
import usher.chat.conversation.Answer;
import usher.chat.limit.Refusals;
import usher.chat.limit.TokenBound;
import usher.chat.model.Answering;
import usher.chat.model.Prompt;
import usher.chat.model.ToolOutcome;
import usher.contracts.event.ToolDefinition;

/** Answers a question. Everything it needs is read before the model speaks; nothing is held while it does. */
@ApplicationScoped
public class Assistant {
    private static final int MOST_ROUNDS = 3;

    private final Contexts contexts;
    private final AnswerCache cache;
    private final Toolbox toolbox;

    Assistant(Contexts contexts, AnswerCache cache, Toolbox toolbox) {
        this.contexts = contexts;
        this.cache = cache;
        this.toolbox = toolbox;
    }

    /** A turn at work: what it answers, with what, and how far it is. */
    private record Work(Brief brief, Ground ground, Draft draft, Reply reply) {
        Answering by() {
            return ground.by();
        }

        Answer answer(Prompt prompt) {
            return draft.finish(brief.answer(), prompt, by(), ground.persona().version());
        }
    }

    public Reply reply(Brief brief) {
        var reply = new Reply();
        return reply.with(contexts.ground(brief).onItem().transformToMulti(ground -> steps(brief, ground, reply)));
    }

    private Multi<Step> steps(Brief brief, Ground ground, Reply reply) {
        if (!brief.standsAlone()) {
            return fresh(brief, ground, reply);
        }
        return lookUp(brief, ground).onItem().transformToMulti(found -> switch (found) {
            case LookUp.Hit hit -> again(brief, hit.answer());
            case LookUp.Miss miss ->
                fresh(brief, ground, reply)
                        .call(step -> step instanceof Step.Answered answered
                                ? cache.keep(miss.key(), answered.answer())
                                : Uni.createFrom().voidItem());
            case LookUp.Unused unused -> fresh(brief, ground, reply);
        });
    }

    private Uni<LookUp> lookUp(Brief brief, Ground ground) {
        return cache.find(
                brief.tenant(),
                () -> contexts.knowledgeVersion(brief)
                        .map(knowledge -> new CacheKey(
                                brief.tenant(),
                                ground.persona().version(),
                                knowledge,
                                ground.by().provider() + "/" + ground.by().name(),
                                ground.tools().stream().map(ToolDefinition::id).toList(),
                                brief.locale(),
                                brief.question())));
    }

    /** What was answered to the same question a moment ago: no model is asked and nothing is owed. */
    private static Multi<Step> again(Brief brief, CachedAnswer known) {
        var answer = known.as(brief.answer());
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
                .transformToMulti(prompt -> round(new Work(brief, ground, new Draft(prompt.passages()), reply), prompt))
                .onCompletion()
                .invoke(() -> contexts.answered(brief));
    }

    /** The model speaks; if it then asks for tools, they run and it speaks again. */
    private Multi<Step> round(Work work, Prompt prompt) {
        var draft = work.draft();
        int most = work.brief().grant().output(work.by(), TokenBound.of(prompt), draft.used());
        if (most == 0) {
            return notCovered(work, prompt);
        }
        draft.begin();
        work.reply().under(() -> draft.stop(prompt), () -> work.answer(prompt));
        var speaking = work.by()
                .model()
                .reply(prompt.within(most))
                .map(draft::hear)
                .filter(words -> !words.isEmpty())
                .<Step>map(Step.Said::new);
        return Multi.createBy()
                .concatenating()
                .streams(speaking, Multi.createFrom().deferred(() -> afterwards(work, prompt)));
    }

    /** What the plan leaves does not cover another call: nothing is begun, or what was begun is brought to an end. */
    private static Multi<Step> notCovered(Work work, Prompt prompt) {
        return prompt.rounds().isEmpty() ? Multi.createFrom().failure(Refusals.budgetReached()) : giveUp(work, prompt);
    }

    private Multi<Step> afterwards(Work work, Prompt prompt) {
        if (!work.draft().wantsTools()) {
            return end(work, prompt);
        }
        if (work.brief().terms().callerRunsTools()) {
            work.draft().handBack(work.draft().takeWanted());
            return finish(work, prompt);
        }
        if (prompt.rounds().size() == MOST_ROUNDS) {
            return giveUp(work, prompt);
        }
        var calls = work.draft().takeWanted();
        var outcomes = new ArrayList<ToolOutcome>();
        return Multi.createBy()
                .concatenating()
                .streams(
                        separate(work),
                        toolbox.run(work.brief(), calls, prompt.tools(), outcomes, work.draft()),
                        Multi.createFrom().deferred(() -> round(work, prompt.after(contexts.round(calls, outcomes)))));
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
    private static Multi<Step> giveUp(Work work, Prompt prompt) {
        work.draft().takeWanted();
        return Multi.createBy()
                .concatenating()
                .streams(
                        separate(work),
                        Multi.createFrom()
                                .deferred(() -> say(
                                        work,
                                        prompt,
                                        Phrases.couldNotFinish(work.brief().locale()))));
    }

    private static Multi<Step> end(Work work, Prompt prompt) {
        return work.draft().isSilent()
                ? say(work, prompt, Phrases.noAnswer(work.brief().locale()))
                : finish(work, prompt);
    }

    private static Multi<Step> say(Work work, Prompt prompt, String words) {
        work.draft().say(words);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(new Step.Said(words)), finish(work, prompt));
    }

    private static Multi<Step> finish(Work work, Prompt prompt) {
        var answer = work.answer(prompt);
        Multi<Step> cited = Multi.createFrom().iterable(answer.citations()).map(Step.Cited::new);
        return Multi.createBy()
                .concatenating()
                .streams(cited, Multi.createFrom().item(new Step.Answered(answer)));
    }
}
