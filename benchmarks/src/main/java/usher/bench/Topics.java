package usher.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import usher.e2e.client.Answer;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.world.World;

/**
 * How often a visitor's question is answered from the right topic, offline: {@code KNOWLEDGE.csv} becomes FAQ knowledge by
 * topic, the questions of {@code QUESTIONS.csv} are asked by visitors. With one file, every tenth row of it is held back as
 * a question. An answer counts when the title of its first citation is the question's category.
 */
public final class Topics {

    private static final int VISITORS = 8;
    private static final int TOPICS_A_BATCH = 8;
    private static final int HELD_BACK = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final World world;
    private final Tenant tenant;

    private Topics(World world, Tenant tenant) {
        this.world = world;
        this.tenant = tenant;
    }

    public static void main(String[] args) {
        var files = Options.words(args).stream().map(Path::of).toList();
        if (files.isEmpty() || files.size() > 2) {
            System.err.println("usage: bench topics KNOWLEDGE.csv [QUESTIONS.csv]   (columns text, category)");
            System.exit(2);
        }
        var data = files.size() == 2
                ? new Data(Labelled.read(files.get(0)), Labelled.read(files.get(1)))
                : Data.heldBack(Labelled.read(files.getFirst()));
        try (var world = World.plain()) {
            var tenant = world.operator().createTenant("Topics", "https://topics.example.com");
            world.operator().agree(tenant, 1_000_000_000L, 1_000_000L);
            world.operator().useLocal(tenant);
            new Topics(world, tenant).run(data);
        }
    }

    private record Data(List<Labelled> knowledge, List<Labelled> questions) {

        static Data heldBack(List<Labelled> all) {
            var knowledge = new ArrayList<Labelled>();
            var questions = new ArrayList<Labelled>();
            for (int i = 0; i < all.size(); i++) {
                (i % HELD_BACK == HELD_BACK - 1 ? questions : knowledge).add(all.get(i));
            }
            return new Data(knowledge, questions);
        }
    }

    private void run(Data data) {
        var started = Instant.now();
        teach(data.knowledge());
        System.out.printf(
                "knowledge: %d examples, loaded in %d s%n",
                data.knowledge().size(),
                Duration.between(started, Instant.now()).toSeconds());
        awaitAgreement();
        var asked = Instant.now();
        int right = ask(data.questions());
        double seconds = Duration.between(asked, Instant.now()).toMillis() / 1e3;
        System.out.printf(
                "questions: %d asked by %d visitors at once, %.1f turns/s%n",
                data.questions().size(), VISITORS, data.questions().size() / seconds);
        System.out.printf(
                "answered from the right topic: %.2f %%%n",
                100.0 * right / data.questions().size());
    }

    private void teach(List<Labelled> examples) {
        var byTopic = examples.stream()
                .collect(groupingBy(Labelled::category, LinkedHashMap::new, mapping(Labelled::text, toList())));
        var items = new ArrayList<Map<String, ?>>();
        byTopic.forEach((topic, texts) -> items.add(Map.of(
                "kind",
                "faq",
                "title",
                topic,
                "questions",
                texts,
                "answer",
                "This is what we know about " + topic.replace('_', ' ') + ".")));
        for (int i = 0; i < items.size(); i += TOPICS_A_BATCH) {
            world.operator()
                    .api()
                    .post(
                            "/api/v1/chat/admin/knowledge/batch" + tenant.query(),
                            Map.of("items", items.subList(i, Math.min(i + TOPICS_A_BATCH, items.size()))))
                    .orThrow();
        }
    }

    /** The plan reaches chat-service by an event; until it has, the free plan's limit answers. */
    private void awaitAgreement() {
        Eventually.until("the plan has arrived", PATIENCE, () -> {
            var answer = Visitor.open(world.api(), tenant).ask("Hello");
            return answer.ok() && answer.at("/limits/messages_left").asLong() > 1_000_000;
        });
    }

    private int ask(List<Labelled> questions) {
        var next = new AtomicInteger();
        var right = new AtomicInteger();
        var visitors = new ArrayList<Callable<Void>>();
        for (int v = 0; v < VISITORS; v++) {
            visitors.add(() -> {
                for (int i = next.getAndIncrement(); i < questions.size(); i = next.getAndIncrement()) {
                    // A session each: what one person asked must not help to answer another.
                    var question = questions.get(i);
                    var answer = Visitor.open(world.api(), tenant)
                            .ask(question.text())
                            .orThrow();
                    if (topic(answer).equals(question.category())) {
                        right.incrementAndGet();
                    }
                }
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var visitor : threads.invokeAll(visitors)) {
                visitor.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return right.get();
    }

    private static String topic(Answer answer) {
        return answer.text("/message/citations/0/title");
    }
}
