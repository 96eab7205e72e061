package usher.tool.stock;

import usher.tool.stock.level.Shelf;

/** What came of looking at an article. */
sealed interface Reading {
    record Found(Shelf shelf) implements Reading {}

    /** {@code code} is stable, {@code sentence} is for the tenant's people. */
    record Missed(String code, String sentence) implements Reading {}
}
