package usher.admin.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import usher.admin.AdminPlatform;
import usher.admin.Database;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class FirstMemberTest {
    private final FirstMember firstMember;
    private final Database database;

    FirstMemberTest(FirstMember firstMember, Database database) {
        this.firstMember = firstMember;
        this.database = database;
    }

    @Test
    void isMadeOnlyOnce() throws Throwable {
        firstMember.start(new StartupEvent());

        assertEquals(
                "1",
                database.texts("select count(*) from member where name = 'Administrator'")
                        .getFirst());
    }

    @Test
    void refusesToStartOnADatabaseOfTheDemo() {
        // Given
        database.texts("""
                insert into member (id, email, name, password_hash, role, status, sessions_from, created_at, updated_at)
                values (gen_random_uuid(), 'admin', 'Demo', '-', 'ADMIN', 'ACTIVE', now(), now(), now())
                """);

        try {
            // When
            var refusal = assertThrows(IllegalStateException.class, () -> firstMember.start(new StartupEvent()));

            // Then
            assertTrue(String.valueOf(refusal.getMessage()).contains("only the profile local"));
        } finally {
            database.texts("delete from member where email = 'admin'");
        }
    }
}
