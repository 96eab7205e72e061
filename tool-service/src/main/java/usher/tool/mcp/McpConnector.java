package usher.tool.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import usher.kit.egress.Egress;
import usher.kit.problem.Refusal;
import usher.tool.argument.ParameterSchemas;
import usher.tool.integration.connector.ApiAnswers;
import usher.tool.integration.connector.Connector;
import usher.tool.integration.connector.Health;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Objection;
import usher.tool.integration.connector.OfferedOperation;
import usher.tool.integration.connector.Operation;
import usher.tool.mcp.Listings.Listed;
import usher.tool.mcp.Listings.NotListed;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Preview;
import usher.tool.target.Rehearsal;
import usher.tool.target.Reply;

/**
 * Servers of the Model Context Protocol. A definition is {@code {"tool", "description_hash", "schema_hash"}} as offered; a
 * tool that has changed since is not called until a member has taken the offer over again.
 */
@ApplicationScoped
public class McpConnector implements Connector {
    private static final Set<String> DEFINITION = Set.of("tool", "description_hash", "schema_hash");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_NAME = 128;
    private static final int ANSWER_BYTES = 65_536;

    private final Servers servers;
    private final Listings listings;
    private final ParameterSchemas schemas;
    private final Egress egress;
    private final McpConfig config;

    McpConnector(Servers servers, Listings listings, ParameterSchemas schemas, Egress egress, McpConfig config) {
        this.servers = servers;
        this.listings = listings;
        this.schemas = schemas;
        this.egress = egress;
        this.config = config;
    }

    @Override
    public IntegrationKind kind() {
        return IntegrationKind.MCP;
    }

    @Override
    public List<Objection> judge(ObjectNode settings, Set<String> credentials) {
        return McpSettings.judge(settings, credentials, egress);
    }

    @Override
    public List<Objection> judge(ObjectNode settings, ObjectNode definition, ObjectNode parameters) {
        var objections = new ArrayList<Objection>();
        definition.fieldNames().forEachRemaining(name -> {
            if (!DEFINITION.contains(name)) {
                objections.add(
                        new Objection("/" + name, "definition-unknown", "An operation has no such member here."));
            }
        });
        var tool = definition.path("tool").asText();
        if (tool.isBlank() || tool.length() > LONGEST_NAME) {
            objections.add(new Objection("/tool", "definition-invalid", "This is the name of a tool of the server."));
        }
        for (var name : List.of("description_hash", "schema_hash")) {
            if (!HASH.matcher(definition.path(name).asText()).matches()) {
                objections.add(new Objection(
                        "/" + name, "definition-invalid", "This is what the offer says: 64 hexadecimal digits."));
            }
        }
        return objections;
    }

    @Override
    public Uni<Health> test(Link link) {
        return servers.contact(link, Deadline.in(config.listTimeout())).map(contact -> switch (contact) {
            case Servers.Contact.Made(var era) -> new Health.Working(era.server());
            case Servers.Contact.Missed(var reply) -> failing(reply.failure());
        });
    }

    private static Health failing(Reply reply) {
        return reply.outcome() instanceof Failed failed
                ? new Health.Failing(failed.code(), failed.message())
                : new Health.Failing("result-invalid", "The server answered oddly.");
    }

    @Override
    public Uni<List<OfferedOperation>> offers(Link link) {
        return listings.fresh(link, Deadline.in(config.listTimeout())).map(listing -> switch (listing) {
            case Listed listed -> Offers.of(listed.tools().values(), schemas);
            case NotListed(var reply) -> throw notListed(reply.failure());
        });
    }

    /** What a member can do something about is told apart. */
    private static Refusal notListed(Reply reply) {
        return reply.outcome() instanceof Failed failed && failed.code().equals(Entry.NEEDED.code())
                ? Refusal.conflict(failed.code(), failed.message())
                : new Refusal("integration-failing", 502, "The server could not be asked for its tools.");
    }

    @Override
    public Uni<Reply> call(Link link, Operation operation, Call call) {
        var deadline = Deadline.in(call.timeout());
        var name = operation.definition().path("tool").asText();
        return listings.recent(link, deadline).chain(listing -> switch (listing) {
            case NotListed(var reply) -> Uni.createFrom().item(undone(reply.failure()));
            case Listed(var tools, var at) -> {
                var tool = tools.get(name);
                if (tool == null) {
                    yield failed("tool-gone", "The server does not offer this tool any more.");
                }
                yield tool.isAsIn(operation.definition())
                        ? call(link, tool, operation, call, deadline)
                        : failed(
                                "tool-changed-needs-approval",
                                "The server has changed this tool; it cannot be used until the change is approved.");
            }
        });
    }

    private Uni<Reply> call(Link link, RemoteTool tool, Operation operation, Call call, Deadline deadline) {
        var params = JsonNodeFactory.instance.objectNode().put("name", tool.name());
        params.set("arguments", call.arguments());
        MultiMap headers = ParameterHeaders.of(tool.schema(), call.arguments());
        var asked = new Servers.Asked("tools/call", params, tool.name(), headers, operation.reads(), ANSWER_BYTES);
        return servers.ask(link, asked, deadline).map(reply -> {
            if (reply instanceof RpcReply.Result(var result, var http)) {
                return new Reply(Contents.read(result), http.attempts(), http.status());
            }
            if (reply instanceof RpcReply.Refused) {
                listings.forget(link);
            }
            return reply.failure();
        });
    }

    /** Which revision the server speaks is found out when it is called; the headers and members that differ by it are not shown. */
    @Override
    public Rehearsal rehearse(Link link, Operation operation, Call call) {
        var settings = McpSettings.of(link.settings());
        var params = JsonNodeFactory.instance
                .objectNode()
                .put("name", operation.definition().path("tool").asText());
        params.set("arguments", call.arguments());
        var headers = Exchanges.headers();
        switch (settings.auth()) {
            case McpSettings.Auth.None none -> {}
            case McpSettings.Auth.Header(var name) -> headers.set(name, Preview.SECRET);
            case McpSettings.Auth.Bearer bearer -> headers.set("authorization", "Bearer " + Preview.SECRET);
            case McpSettings.Auth.ClientCredentials client -> headers.set("authorization", "Bearer " + Preview.SECRET);
            case McpSettings.Auth.AuthorizationCode code -> headers.set("authorization", "Bearer " + Preview.SECRET);
        }
        var body = ApiAnswers.json(RpcText.request("tools/call", params));
        return new Rehearsal.Sends(Preview.of("POST", settings.url().toString(), headers, body));
    }

    /** The tool itself was not asked yet. */
    private static Reply undone(Reply reply) {
        return reply.outcome() instanceof Failed(var code, var message, boolean retryable, boolean uncertain)
                ? new Reply(Failed.certainly(code, message, retryable), reply.attempts(), reply.httpStatus())
                : reply;
    }

    private static Uni<Reply> failed(String code, String sentence) {
        return Uni.createFrom().item(Reply.of(Failed.certainly(code, sentence, false)));
    }
}
