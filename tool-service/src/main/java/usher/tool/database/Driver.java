package usher.tool.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two protocols that are spoken. MariaDB speaks MySQL's. */
enum Driver {
    POSTGRESQL(5432),
    MYSQL(3306);

    private final int port;

    Driver(int port) {
        this.port = port;
    }

    static Optional<Driver> of(String text) {
        return Arrays.stream(values())
                .filter(driver -> driver.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    int port() {
        return port;
    }
}
