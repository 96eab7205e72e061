package usher.e2e.spine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import usher.e2e.client.Eventually;
import usher.e2e.world.Service;
import usher.e2e.world.World;
import usher.local.launch.Part;

/** Makes billing-service read all usage that was ever told once more, as after a restored backup or a slip of the hand. */
final class Replay implements AutoCloseable {

    private static final String TOPIC = "usher.usage";
    private static final String GROUP = "usher-billing-usage";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LEDGER = """
            select count(*) || ' ' || coalesce(md5(string_agg(md5(e::text), '' order by md5(e::text))), '')
                || ' ' || (select count(*) || ' ' || coalesce(md5(string_agg(md5(r::text), '' order by md5(r::text))), '')
                             from billing.usage_rollup r)
            from billing.ledger_entry e""";

    private static final String AGE = """
            with aged as (
                update billing.ledger_entry set recorded_at = recorded_at - make_interval(days => ?::int) returning 1)
            select count(*) from aged""";

    private final World world;
    private final Admin admin;
    private final Set<TopicPartition> partitions;

    Replay(World world) {
        this.world = world;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", "127.0.0.1:" + world.platform().settings().port(Part.KAFKA)));
        this.partitions = await(admin.describeTopics(Set.of(TOPIC)).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .collect(Collectors.toSet());
    }

    /** Every entry and every sum, in one line. */
    String ledger() {
        return world.database().list(LEDGER, row -> row.getString(1)).getFirst();
    }

    /** Makes all entries so much older, as if they had been recorded then. */
    void age(Duration by) {
        world.database().number(AGE, by.toDays());
    }

    /** From the first record to the last; answers how many there are. */
    long fromTheStart() {
        world.kill(Service.BILLING);
        Eventually.until("the group of billing-service is empty and set back", SOON, this::setBack);
        world.start(Service.BILLING);
        var ends = offsets(OffsetSpec.latest());
        Eventually.until("billing-service has read everything again", SOON, () -> hasReached(ends));
        return sum(ends) - sum(offsets(OffsetSpec.earliest()));
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A killed member stays in the group until it is missed, and offsets are set for an empty group only. */
    private boolean setBack() {
        var starts = offsets(OffsetSpec.earliest()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, start -> new OffsetAndMetadata(start.getValue())));
        return worked(admin.alterConsumerGroupOffsets(GROUP, starts).all())
                || (worked(admin.removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
                                .all())
                        && worked(admin.alterConsumerGroupOffsets(GROUP, starts).all()));
    }

    private static boolean worked(KafkaFuture<Void> act) {
        try {
            act.get(5, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        var read = await(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .allMatch(end ->
                        read.get(end.getKey()) != null && read.get(end.getKey()).offset() >= end.getValue());
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec which) {
        var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        return await(admin.listOffsets(wanted).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
