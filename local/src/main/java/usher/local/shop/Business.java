package usher.local.shop;

/** The two demo businesses and where their pages are. */
public enum Business {
    FJORD_AND_PINE("Fjord & Pine", "fjord-and-pine", "/demo/"),
    CAFE_LEVANT("קפה לבנט", "cafe-levant", "/demo/rtl/");

    private final String title;
    private final String slug;
    private final String home;

    Business(String title, String slug, String home) {
        this.title = title;
        this.slug = slug;
        this.home = home;
    }

    public String title() {
        return title;
    }

    /** Short and stable: names its resources and issues its tokens. */
    public String slug() {
        return slug;
    }

    /** The path of its front page, ending with a slash. */
    public String home() {
        return home;
    }
}
