package usher.billing.charge;

import java.time.Instant;

/** A stretch of a period that is charged by one plan version. */
public record Segment(Instant start, Instant end, Share share, Terms terms, int seats) {}
