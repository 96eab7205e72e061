package usher.chat.assistant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.chat.assistant.context.ContextConfig;
import usher.chat.assistant.context.Digest;
import usher.chat.assistant.context.Passages;
import usher.chat.assistant.context.Summaries;
import usher.chat.assistant.context.ToolResults;
import usher.chat.assistant.context.Window;
import usher.chat.knowledge.Knowledge;
import usher.chat.live.LiveData;
import usher.chat.live.LiveMatch;
import usher.chat.model.Fences;
import usher.chat.model.Models;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.chat.model.routing.Roster;
import usher.chat.model.routing.Situation;
import usher.chat.persona.Persona;
import usher.chat.persona.Personas;
import usher.chat.tool.Tools;
import usher.contracts.event.LiveSource;
import usher.contracts.event.ToolDefinition;

/** Composes what a model may know, within a budget of tokens. */
@ApplicationScoped
class Contexts {
    private final Personas personas;
    private final Models models;
    private final Knowledge knowledge;
    private final Tools tools;
    private final LiveData live;
    private final Summaries summaries;
    private final ContextConfig config;

    Contexts(
            Personas personas,
            Models models,
            Knowledge knowledge,
            Tools tools,
            LiveData live,
            Summaries summaries,
            ContextConfig config) {
        this.personas = personas;
        this.models = models;
        this.knowledge = knowledge;
        this.tools = tools;
        this.live = live;
        this.summaries = summaries;
        this.config = config;
    }

    Uni<Ground> ground(Brief brief) {
        var terms = brief.terms();
        return Uni.combine()
                .all()
                .unis(
                        terms.persona() == null
                                ? personas.of(brief.tenant())
                                : Uni.createFrom().item(terms.persona()),
                        models.roster(brief.tenant()),
                        terms.tools() == null
                                ? tools.of(brief.tenant())
                                : Uni.createFrom().item(terms.tools()),
                        tools.sources(brief.tenant()))
                .asTuple()
                .map(found -> ground(brief, found.getItem1(), found.getItem2(), found.getItem3(), found.getItem4()));
    }

    private static Ground ground(
            Brief brief, Persona persona, Roster roster, List<ToolDefinition> known, List<LiveSource> sources) {
        var tools = brief.terms().callerRunsTools()
                ? known
                : known.stream().filter(tool -> persona.mayUse(tool.name())).toList();
        var live = LiveMatch.of(sources, brief.question(), persona.name(), brief.identity());
        return new Ground(persona, roster.answer(situation(brief, tools)), tools, live);
    }

    /** A signed visitor is the same one in every conversation, anybody else in one. */
    private static Situation situation(Brief brief, List<ToolDefinition> tools) {
        var subject = brief.identity().get("sub");
        var key = subject == null ? brief.conversation().toString() : brief.tenant() + "/" + subject;
        return new Situation(brief.question(), brief.history().size(), tools, key);
    }

    /** A number that grows with every change of what the tenant taught. */
    Uni<Long> knowledgeVersion(Brief brief) {
        return knowledge.version(brief.tenant());
    }

    Uni<Prompt> prompt(Brief brief, Ground ground) {
        var window = window(brief);
        return Uni.combine()
                .all()
                .unis(
                        knowledge.search(brief.tenant(), brief.question(), window.lines()),
                        summary(brief, window),
                        live.passages(brief.tenant(), ground.live(), asking(brief)))
                .asTuple()
                .map(found -> prompt(
                        brief, ground, window, LiveData.before(found.getItem1(), found.getItem3()), found.getItem2()));
    }

    private static LiveData.Asking asking(Brief brief) {
        return new LiveData.Asking(brief.question(), brief.identity(), brief.locale());
    }

    Prompt.Round round(List<ToolCall> calls, List<ToolOutcome> outcomes) {
        return new Prompt.Round(
                calls,
                outcomes.stream()
                        .map(outcome -> ToolResults.fit(outcome, config.toolResultCharacters()))
                        .toList());
    }

    /** After an answer, when older messages have begun to fall out: what they said is summed up meanwhile. */
    void answered(Brief brief) {
        if (outgrown(brief)) {
            summaries.refresh(brief.tenant(), brief.conversation(), brief.locale());
        }
    }

    private Window window(Brief brief) {
        return Window.newest(brief.history(), config.messages(), config.historyTokens());
    }

    /** Short conversations, which most are, cost no look at what was summed up. */
    private Uni<String> summary(Brief brief, Window window) {
        Uni<String> kept = outgrown(brief)
                ? summaries.of(brief.tenant(), brief.conversation())
                : Uni.createFrom().item("");
        return window.dropped().isEmpty()
                ? kept
                : kept.map(text -> Digest.parse(text).with(window.dropped()).text());
    }

    private boolean outgrown(Brief brief) {
        return brief.history().size() >= config.messages();
    }

    private Prompt prompt(Brief brief, Ground ground, Window window, List<Prompt.Passage> passages, String summary) {
        var persona = ground.persona();
        var terms = brief.terms();
        return new Prompt(
                new Prompt.Persona(
                        persona.name(),
                        brief.business(),
                        terms.added(ground.by().decision().instructionsOr(persona.instructions())),
                        persona.tone()),
                brief.locale(),
                Passages.fit(passages, config.passageTokens()),
                window.lines().stream()
                        .map(line -> new Prompt.Line(line.speaker(), Fences.inert(line.text())))
                        .toList(),
                Fences.inert(brief.question()),
                ground.tools(),
                terms.rounds().stream()
                        .map(round -> round(round.calls(), round.outcomes()))
                        .toList(),
                terms.within(ground.by().limits()),
                summary,
                Prompt.Task.ANSWER);
    }
}
