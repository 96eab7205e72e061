package usher.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.tool.integration.connector.Link;

/** Which tools servers have; asked for page by page, and again when what is known has grown old. */
@ApplicationScoped
class Listings {
    private static final int REMEMBERED = 1_000;

    private final Cache<LinkKey, Listed> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Servers servers;
    private final McpConfig config;
    private final InstantSource clock;

    Listings(Servers servers, McpConfig config, InstantSource clock) {
        this.servers = servers;
        this.config = config;
        this.clock = clock;
    }

    sealed interface Listing {}

    /** By name, in the server's order. */
    record Listed(Map<String, RemoteTool> tools, Instant at) implements Listing {}

    record NotListed(RpcReply reply) implements Listing {}

    Uni<Listing> recent(Link link, Deadline deadline) {
        var listed = known.getIfPresent(LinkKey.of(link));
        if (listed != null && clock.instant().isBefore(listed.at().plus(config.checkEvery()))) {
            return Uni.createFrom().item(listed);
        }
        return fresh(link, deadline);
    }

    Uni<Listing> fresh(Link link, Deadline deadline) {
        return page(link, null, new LinkedHashMap<>(), deadline).invoke(listing -> {
            if (listing instanceof Listed listed) {
                known.put(LinkKey.of(link), listed);
            }
        });
    }

    void forget(Link link) {
        known.invalidate(LinkKey.of(link));
    }

    private Uni<Listing> page(Link link, @Nullable String cursor, Map<String, RemoteTool> sofar, Deadline deadline) {
        var params = JsonNodeFactory.instance.objectNode();
        if (cursor != null) {
            params.put("cursor", cursor);
        }
        var asked = new Servers.Asked(
                "tools/list", params, null, MultiMap.caseInsensitiveMultiMap(), true, config.listBytes());
        return servers.ask(link, asked, deadline).chain(reply -> {
            if (!(reply instanceof RpcReply.Result(var result, var http))) {
                return Uni.createFrom().item(new NotListed(reply));
            }
            int before = sofar.size();
            result.path("tools").forEach(tool -> take(tool, sofar));
            var next = result.path("nextCursor");
            boolean more = next.isTextual() && sofar.size() > before && sofar.size() < config.tools();
            return more
                    ? page(link, next.asText(), sofar, deadline)
                    : Uni.createFrom().item(new Listed(sofar, clock.instant()));
        });
    }

    /** The first of a name counts; tools whose schema marks headers wrongly are passed over, as the protocol asks. */
    private void take(JsonNode tool, Map<String, RemoteTool> sofar) {
        boolean usable = tool.path("name").isTextual()
                && tool.path("inputSchema") instanceof ObjectNode schema
                && ParameterHeaders.areSound(schema)
                && sofar.size() < config.tools();
        if (usable) {
            sofar.putIfAbsent(tool.get("name").asText(), RemoteTool.of(tool, (ObjectNode) tool.get("inputSchema")));
        }
    }
}
