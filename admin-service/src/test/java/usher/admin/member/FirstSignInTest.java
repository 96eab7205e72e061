package usher.admin.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstSignInTest {
    @Test
    void isTheDemosInTheProfileLocal() {
        assertEquals(new FirstSignIn.Demo(), FirstSignIn.of(true, configured(null, null)));
    }

    @Test
    void isNoneWhenNothingIsConfigured() {
        assertEquals(new FirstSignIn.None(), FirstSignIn.of(false, configured(null, null)));
    }

    @Test
    void isTheConfiguredOneInLowerCase() {
        var first = FirstSignIn.of(false, configured("Ada@Example.com", "long enough to be safe"));

        assertEquals(new FirstSignIn.Given("ada@example.com", "long enough to be safe"), first);
    }

    @ParameterizedTest
    @CsvSource({
        "admin, admin123",
        "ada@example.com, admin123",
        "Admin, long enough to be safe",
        "ada@example.com, short",
        "not an address, long enough to be safe",
        "ada@example.com,",
        ", long enough to be safe"
    })
    void refusesToStartWithTheDemosOrHalfASignIn(@Nullable String email, @Nullable String password) {
        assertThrows(IllegalStateException.class, () -> FirstSignIn.of(false, configured(email, password)));
    }

    private static FirstMemberConfig configured(@Nullable String email, @Nullable String password) {
        return new FirstMemberConfig() {
            @Override
            public Optional<String> email() {
                return Optional.ofNullable(email);
            }

            @Override
            public Optional<String> password() {
                return Optional.ofNullable(password);
            }
        };
    }
}
