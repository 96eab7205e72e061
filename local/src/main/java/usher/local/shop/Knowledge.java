package usher.local.shop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a business knows: its policies as Markdown pages, and the questions people ask with their answers. */
public record Knowledge(List<Policy> policies, List<Faq> faqs) {

    private static final Map<Business, List<String>> SLUGS = Map.of(
            Business.FJORD_AND_PINE, List.of("returns", "shipping", "warranty", "stores", "sizes"),
            Business.CAFE_LEVANT, List.of("opening-hours", "reservations", "delivery", "allergens"));

    /** One page; {@code path} is where the business shows it. */
    public record Policy(String slug, String title, String path, String markdown) {

        private static Policy of(Business business, String slug) {
            String markdown = resource(business, slug);
            String title = markdown.lines().findFirst().orElseThrow().replaceFirst("^# ", "");
            return new Policy(slug, title, business.home() + "policies/" + slug, markdown);
        }
    }

    /** One topic: the ways people ask about it, and one answer. */
    public record Faq(String topic, List<String> questions, String answer) {

        /** A section of the file: a heading, the questions as a list, the answer as a paragraph. */
        private static Faq parse(String section) {
            List<String> lines = section.lines().filter(line -> !line.isBlank()).toList();
            var questions = new ArrayList<String>();
            var answer = new ArrayList<String>();
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith("- ")) {
                    questions.add(line.substring(2));
                } else {
                    answer.add(line);
                }
            }
            return new Faq(lines.getFirst(), questions, String.join("\n", answer));
        }
    }

    public static Knowledge of(Business business) {
        List<Policy> policies = SLUGS.getOrDefault(business, List.of()).stream()
                .map(slug -> Policy.of(business, slug))
                .toList();
        List<Faq> faqs = Arrays.stream(resource(business, "faq").split("(?m)^## "))
                .skip(1)
                .map(Faq::parse)
                .toList();
        return new Knowledge(policies, faqs);
    }

    Optional<Policy> policy(String slug) {
        return policies.stream().filter(policy -> policy.slug().equals(slug)).findFirst();
    }

    private static String resource(Business business, String name) {
        return ShopResources.text("knowledge/" + business.slug() + "/" + name + ".md");
    }
}
