package usher.chat.assistant;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import usher.chat.conversation.Answer;
import usher.chat.knowledge.Knowledge;
import usher.chat.limit.Refusals;
import usher.chat.limit.TokenBound;
import usher.chat.model.Answering;
import usher.chat.model.Models;
import usher.chat.model.Prompt;
import usher.chat.model.ToolOutcome;
import usher.chat.persona.Persona;
import usher.chat.persona.Personas;
import usher.chat.tool.Tools;
import usher.contracts.event.ToolDefinition;

/** Answers a question. Everything it needs is read before the model speaks; nothing is held while it does. */
@ApplicationScoped
public class Assistant {
    private static final int MOST_ROUNDS = 3;

    private final Personas personas;
    private final Models models;
    private final Knowledge knowledge;
    private final Tools tools;
    private final Toolbox toolbox;

    Assistant(Personas personas, Models models, Knowledge knowledge, Tools tools, Toolbox toolbox) {
        this.personas = personas;
        this.models = models;
        this.knowledge = knowledge;
        this.tools = tools;
        this.toolbox = toolbox;
    }

    /** A turn at work: what it answers, with what, and how far it is. */
    private record Work(Brief brief, Answering by, Persona persona, Draft draft, Reply reply) {
        Answer answer(Prompt prompt) {
            return draft.finish(brief.answer(), prompt, by, persona.version());
        }
    }

    public Reply reply(Brief brief) {
        var reply = new Reply();
        return reply.with(steps(brief, reply));
    }

    private Multi<Step> steps(Brief brief, Reply reply) {
        return Uni.combine()
                .all()
                .unis(
                        personas.of(brief.tenant()),
                        models.answeringFor(brief.tenant()),
                        knowledge.search(brief.tenant(), brief.question(), brief.history()),
                        tools.of(brief.tenant()))
                .asTuple()
                .onItem()
                .transformToMulti(found -> {
                    var draft = new Draft(found.getItem3());
                    var work = new Work(brief, found.getItem2(), found.getItem1(), draft, reply);
                    return round(work, prompt(work, found.getItem3(), found.getItem4()));
                });
    }

    private static Prompt prompt(Work work, List<Prompt.Passage> passages, List<ToolDefinition> tools) {
        var persona = work.persona();
        return new Prompt(
                new Prompt.Persona(persona.name(), work.brief().business(), persona.instructions(), persona.tone()),
                work.brief().locale(),
                passages,
                work.brief().history(),
                work.brief().question(),
                tools,
                List.of(),
                work.by().limits());
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
                        Multi.createFrom()
                                .deferred(() -> round(work, prompt.after(new Prompt.Round(calls, outcomes)))));
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
                .streams(separate(work), Multi.createFrom().deferred(() -> {
                    var words = Phrases.couldNotFinish(work.brief().locale());
                    work.draft().say(words);
                    return Multi.createBy()
                            .concatenating()
                            .streams(Multi.createFrom().item(new Step.Said(words)), end(work, prompt));
                }));
    }

    private static Multi<Step> end(Work work, Prompt prompt) {
        if (work.draft().isSilent()) {
            var words = Phrases.noAnswer(work.brief().locale());
            work.draft().say(words);
            return Multi.createBy()
                    .concatenating()
                    .streams(Multi.createFrom().item(new Step.Said(words)), end(work, prompt));
        }
        var answer = work.answer(prompt);
        Multi<Step> cited = Multi.createFrom().iterable(answer.citations()).map(Step.Cited::new);
        return Multi.createBy()
                .concatenating()
                .streams(cited, Multi.createFrom().item(new Step.Answered(answer)));
    }
}
