package usher.chat.cache;

/** What a look into the cache found. */
public sealed interface LookUp {
    record Hit(CachedAnswer answer) implements LookUp {}

    /** Nothing yet; the answer may be kept under this key. */
    record Miss(String key) implements LookUp {}

    /** The tenant does not want a cache. */
    record Unused() implements LookUp {}
}
