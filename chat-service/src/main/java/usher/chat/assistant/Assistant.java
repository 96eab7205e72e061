package usher.chat.assistant;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import usher.chat.knowledge.Knowledge;
import usher.chat.model.Answering;
import usher.chat.model.Models;
import usher.chat.model.Prompt;
import usher.chat.model.ToolOutcome;
import usher.chat.model.routing.Situation;
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
    private final InstantSource clock;

    Assistant(
            Personas personas, Models models, Knowledge knowledge, Tools tools, Toolbox toolbox, InstantSource clock) {
        this.personas = personas;
        this.models = models;
        this.knowledge = knowledge;
        this.tools = tools;
        this.toolbox = toolbox;
        this.clock = clock;
    }

    /** A turn at work: what it answers, with what, and how far it is. */
    private record Work(Brief brief, Answering by, Draft draft) {}

    public Multi<Step> reply(Brief brief) {
        return Uni.combine()
                .all()
                .unis(
                        personas.of(brief.tenant()),
                        models.roster(brief.tenant()),
                        knowledge.search(brief.tenant(), brief.question(), brief.history()),
                        tools.of(brief.tenant()))
                .asTuple()
                .onItem()
                .transformToMulti(found -> begin(
                        brief,
                        found.getItem1(),
                        found.getItem2().answer(situation(brief, found.getItem4())),
                        found.getItem3(),
                        found.getItem4()));
    }

    private Multi<Step> begin(
            Brief brief, Persona persona, Answering by, List<Prompt.Passage> passages, List<ToolDefinition> tools) {
        var prompt = prompt(brief, persona, by, passages, tools);
        var draft = new Draft(new Draft.Origin(brief.answer(), prompt, by, persona.version()), clock);
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(new Step.Began(draft::soFar)),
                        round(new Work(brief, by, draft), prompt));
    }

    /** A signed visitor is the same one in every conversation, anybody else in one. */
    private static Situation situation(Brief brief, List<ToolDefinition> tools) {
        var subject = brief.identity().get("sub");
        var key = subject == null ? brief.conversation().toString() : brief.tenant() + "/" + subject;
        return new Situation(brief.question(), brief.history().size(), tools, key);
    }

    private static Prompt prompt(
            Brief brief, Persona persona, Answering by, List<Prompt.Passage> passages, List<ToolDefinition> tools) {
        return new Prompt(
                new Prompt.Persona(
                        persona.name(),
                        brief.business(),
                        by.decision().instructionsOr(persona.instructions()),
                        persona.tone()),
                brief.locale(),
                passages,
                brief.history(),
                brief.question(),
                tools,
                List.of(),
                by.limits());
    }

    /** The model speaks; if it then asks for tools, they run and it speaks again. */
    private Multi<Step> round(Work work, Prompt prompt) {
        var draft = work.draft();
        var speaking = work.by()
                .reply(prompt, draft.attempts())
                .map(draft::hear)
                .filter(words -> !words.isEmpty())
                .<Step>map(Step.Said::new);
        return Multi.createBy()
                .concatenating()
                .streams(speaking, Multi.createFrom().deferred(() -> afterwards(work, prompt)));
    }

    private Multi<Step> afterwards(Work work, Prompt prompt) {
        if (!work.draft().wantsTools()) {
            return end(work);
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
    private static Multi<Step> giveUp(Work work) {
        work.draft().takeWanted();
        return Multi.createBy()
                .concatenating()
                .streams(separate(work), Multi.createFrom().deferred(() -> {
                    var words = Phrases.couldNotFinish(work.brief().locale());
                    work.draft().say(words);
                    return Multi.createBy()
                            .concatenating()
                            .streams(Multi.createFrom().item(new Step.Said(words)), end(work));
                }));
    }

    private static Multi<Step> end(Work work) {
        if (work.draft().isSilent()) {
            var words = Phrases.noAnswer(work.brief().locale());
            work.draft().say(words);
            return Multi.createBy().concatenating().streams(Multi.createFrom().item(new Step.Said(words)), end(work));
        }
        var answer = work.draft().finish();
        Multi<Step> cited = Multi.createFrom().iterable(answer.citations()).map(Step.Cited::new);
        return Multi.createBy()
                .concatenating()
                .streams(cited, Multi.createFrom().item(new Step.Answered(answer)));
    }
}
