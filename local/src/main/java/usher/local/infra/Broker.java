package usher.local.infra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import usher.contracts.event.Topic;

/** Kafka in this JVM: one node that is broker and controller, with the topics of the contracts. */
final class Broker implements AutoCloseable {

    private final KafkaRaftServer server;

    private Broker(KafkaRaftServer server) {
        this.server = server;
    }

    static Broker start(BrokerPlace place) {
        try {
            if (!Files.exists(place.folder().resolve("meta.properties"))) {
                format(place.folder());
            }
            var server = new KafkaRaftServer(new KafkaConfig(properties(place), false), Time.SYSTEM);
            server.startup();
            createTopics(place.bootstrap());
            return new Broker(server);
        } catch (Exception e) {
            throw new StartFailure("Kafka did not start on port " + place.port() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws Exception {
        Files.createDirectories(folder);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .setDirectories(List.of(folder.toString()))
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .run();
    }

    private static Properties properties(BrokerPlace place) {
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "log.dirs", place.folder().toString(),
                "controller.quorum.voters", "1@127.0.0.1:" + place.controllerPort(),
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAINTEXT",
                "listeners", place.listeners(),
                "advertised.listeners", place.advertised(),
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,BEHIND:PLAINTEXT,CONTROLLER:PLAINTEXT"));
        properties.putAll(SINGLE_NODE);
        return properties;
    }

    /** One replica of everything, small buffers, and a short session, so that a restart does not wait for the old one. */
    private static final Map<String, String> SINGLE_NODE = Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            "log.cleaner.dedupe.buffer.size", "2097152",
            "num.network.threads", "2",
            "num.io.threads", "2",
            "broker.session.timeout.ms", "1000",
            "broker.heartbeat.interval.ms", "250");

    private static void createTopics(String bootstrap) throws IOException, InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = Stream.of(Topic.values())
                    .flatMap(topic -> Stream.of(main(topic), dead(topic)))
                    .filter(topic -> !there.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get();
        }
    }

    private static NewTopic main(Topic topic) {
        String cleanup = topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        return new NewTopic(topic.topic(), Topic.PARTITIONS, (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup));
    }

    private static NewTopic dead(Topic topic) {
        return new NewTopic(topic.dead(), 1, (short) 1);
    }
}
