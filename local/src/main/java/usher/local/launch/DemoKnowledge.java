package usher.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import usher.local.shop.Business;
import usher.local.shop.Knowledge;

/** Gives a tenant its policies and frequent questions; what is there under the same title stays. */
record DemoKnowledge(Operator operator, URI gateway) {

    private static final String PATH = "/api/v1/chat/admin/knowledge";

    void teach(Business business, String tenant) {
        Set<String> known = titles(tenant);
        Knowledge knowledge = Knowledge.of(business);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        knowledge.policies().stream()
                .filter(policy -> !known.contains(policy.title()))
                .forEach(policy -> items.addObject()
                        .put("kind", "document")
                        .put("title", policy.title())
                        .put("url", gateway.resolve(policy.path()).toString())
                        .put("text", policy.markdown()));
        knowledge.faqs().stream().filter(faq -> !known.contains(faq.topic())).forEach(faq -> {
            var item = items.addObject()
                    .put("kind", "faq")
                    .put("title", faq.topic())
                    .put("answer", faq.answer());
            faq.questions().forEach(item.putArray("questions")::add);
        });
        if (!items.isEmpty()) {
            var body = JsonNodeFactory.instance.objectNode();
            body.set("items", items);
            operator.post(PATH + "/batch?tenant=" + tenant, body);
        }
    }

    private Set<String> titles(String tenant) {
        var titles = new HashSet<String>();
        JsonNode page = operator.get(PATH + "?limit=100&tenant=" + tenant);
        page.path("data").forEach(document -> titles.add(document.path("title").asText()));
        return titles;
    }
}
