package usher.local.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the shop's state in one JSON file; one change at a time, each written before it is answered. */
final class ShopStore {

    private static final ZoneId ZONE = ZoneId.of("Europe/Oslo");

    /** What a change leads to: an answer, and the next state if there is one. */
    record Change<T>(T answer, Optional<ShopState> next) {

        static <T> Change<T> none(T answer) {
            return new Change<>(answer, Optional.empty());
        }

        static <T> Change<T> to(ShopState next, T answer) {
            return new Change<>(answer, Optional.of(next));
        }
    }

    private final Path file;
    private final InstantSource clock;
    private ShopState state;

    ShopStore(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.state = read().orElseGet(() -> ShopState.fresh(LocalDate.ofInstant(clock.instant(), ZONE)));
    }

    synchronized ShopState state() {
        return state;
    }

    /** The time on the clock in the store. */
    LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZONE);
    }

    LocalDate today() {
        return now().toLocalDate();
    }

    synchronized <T> T change(Function<ShopState, Change<T>> act) {
        Change<T> change = act.apply(state);
        change.next().ifPresent(next -> {
            write(next);
            state = next;
        });
        return change.answer();
    }

    private Optional<ShopState> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ShopJson.MAPPER.readValue(file.toFile(), ShopState.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ShopState next) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".next");
            ShopJson.MAPPER.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), next);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
