package usher.admin.notice;

/** How many deliveries are on their way again. */
public record Redelivery(int deliveries) {}
