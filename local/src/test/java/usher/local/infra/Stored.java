package usher.local.infra;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import usher.contracts.event.Topic;

/** Writes one word into each of the three, and reads it again. */
record Stored(String postgres, String password, String redis, String kafka) {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.USAGE.topic(), 0);

    static Stored of(InfraProcess infra) {
        return new Stored(
                infra.address("USHER_POSTGRES_URL"),
                infra.address("USHER_POSTGRES_OWNER_PASSWORD"),
                infra.address("USHER_REDIS_URL"),
                infra.address("USHER_KAFKA_BOOTSTRAP"));
    }

    void write(String word) throws SQLException, IOException {
        try (Connection connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists word (text text)");
            statement.execute("insert into word values ('" + word + "')");
        }
        redis("APPEND words " + word);
        Map<String, Object> acks = Map.of("bootstrap.servers", kafka, "acks", "all");
        try (var producer = new KafkaProducer<>(acks, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), "key", word));
        }
    }

    /** What each of the three holds: rows, the appended string, records. */
    List<String> read() throws SQLException, IOException {
        return List.of(rows(), redis("GET words"), records());
    }

    private String rows() throws SQLException {
        try (Connection connection = connection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select coalesce(string_agg(text, ''), '') from word")) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:" + postgres, "chat_owner", password);
    }

    /** Answers the last line of what Redis says. Inline commands need no client library. */
    private String redis(String command) throws IOException {
        URI uri = URI.create(redis);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return said.lines().toList().reversed().stream()
                    .filter(line -> !line.equals("+OK"))
                    .findFirst()
                    .orElse("");
        }
    }

    private String records() {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            var words = new StringBuilder();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> words.append(record.value()));
            }
            return words.toString();
        }
    }
}
