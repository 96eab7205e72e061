package usher.tool.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    @Test
    void bindsPlaceholdersByTheTypesOfTheirParameters() throws Exception {
        var question = postgres(
                "select id::text, ':no' as t from orders where id = :id and placed > :since and email = :id2",
                "{'id': {'type': 'integer'}, 'since': {'type': 'string', 'format': 'date'}, 'id2': {'type':"
                        + " 'string'}}");

        assertEquals(
                "SELECT id::text, ':no' AS t FROM orders WHERE id = $1::bigint AND placed > $2::date AND email ="
                        + " $3::text",
                question.sql());
        assertEquals(
                List.of("id", "since", "id2"),
                question.slots().stream().map(Slot::name).toList());
    }

    @Test
    void bindsByPositionInMySql() throws Exception {
        var question = Question.of(
                "select `set` from orders where id = :id or :id is null",
                Driver.MYSQL,
                parameters("{'id': {'type': ['null', 'integer']}}"));

        assertEquals("SELECT `set` FROM orders WHERE id = ? OR ? IS NULL", question.sql());
        assertEquals(Slot.Type.INTEGER, question.slots().getFirst().type());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with recent as (select * from orders where placed > now() - interval '7 days') select count(*) from"
                        + " recent",
                "select a from x union all select b from y order by 1 limit 5",
                "select coalesce(sum(total), 0) filter (where paid) from orders group by customer having count(*) > 1",
                "select name, tags from products where tags @> array['a'] and note ->> 'size' = 'it''s -- fine;"
                        + " really'",
                "select \"update\" from orders join customers c using (customer_id) where substring(c.name from 1 for"
                        + " 3) = 'abc'",
            })
    void takesWhatReads(String statement) throws Exception {
        postgres(statement, "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "delete from orders",
                "update orders set a = 1",
                "insert into orders values (1)",
                "drop table orders",
                "select 1; select 2",
                "select 1;",
                "select 1; drop table orders",
                "with gone as (delete from orders returning *) select * from gone",
                "with new as (insert into orders values (1) returning *) select * from new",
                "select * into copied from orders",
                "select * from orders for update",
                "select * from orders for no key update",
                "select * from orders for share",
                "select pg_sleep(10)",
                "select pg_catalog.pg_sleep(10)",
                "select \"pg_sleep\"(10)",
                "select PG_READ_FILE('/etc/passwd')",
                "select lo_import('/etc/passwd')",
                "select * from dblink('host=x', 'select 1') as t(a int)",
                "select dblink_connect('x')",
                "select query_to_xml('delete from orders', true, true, '')",
                "select set_config('transaction_read_only', 'off', false)",
                "select nextval('orders_id_seq')",
                "select current_setting('is_superuser')",
                "select inet_server_addr()",
                "select usename from pg_shadow",
                "select * from pg_catalog.pg_user",
                "select * from information_schema.tables",
                "select * from \"information_schema\".\"tables\"",
                "select 1 -- comment",
                "select /* comment */ 1",
                "select /*! sleep(5) */ 1",
                "select 1 where 'a' = $1",
                "select 1 where 'a' = ?",
                "select $$a$$",
                "select E'a\\'b'",
                "select U&\"pg!005fsleep\" UESCAPE '!' (1)",
                "copy orders to '/tmp/x'",
                "explain analyze select 1",
                "call something()",
                "do 'begin end'",
                "table orders",
                "values (1)",
                "show all",
                "set role postgres",
                "begin",
                "select 'open",
                "select * from orders where id = :unknown",
            })
    void refusesWhatDoesMore(String statement) {
        assertThrows(Question.Unfit.class, () -> postgres(statement, "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select sleep(5)",
                "select benchmark(1000000, md5('a'))",
                "select load_file('/etc/passwd')",
                "select * from orders into outfile '/tmp/x'",
                "select * from orders into @a",
                "select @@version",
                "select 1 # comment",
                "select get_lock('a', 10)",
                "select * from mysql.user",
                "select * from `mysql`.`user`",
                "select * from orders lock in share mode",
                "select 'a\\' or sleep(5) or '",
            })
    void refusesWhatMySqlWouldDo(String statement) {
        assertThrows(Question.Unfit.class, () -> Question.of(statement, Driver.MYSQL, parameters("{}")));
    }

    @Test
    void wantsEveryParameterUsed() {
        var unfit = assertThrows(Question.Unfit.class, () -> postgres("select 1", "{'id': {'type': 'integer'}}"));

        assertEquals("parameter-unused", unfit.code);
    }

    @Test
    void isNotLedAstrayByDepth() {
        var deep = "select " + "(".repeat(2_000) + "1" + ")".repeat(2_000);

        assertThrows(Question.Unfit.class, () -> postgres(deep, "{}"));
    }

    private static Question postgres(String statement, String properties) throws Exception {
        return Question.of(statement, Driver.POSTGRESQL, parameters(properties));
    }

    private static ObjectNode parameters(String properties) {
        try {
            return (ObjectNode) new ObjectMapper()
                    .readTree("{\"type\": \"object\", \"properties\": " + properties.replace('\'', '"') + "}");
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
