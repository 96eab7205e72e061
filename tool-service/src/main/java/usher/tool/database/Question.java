package usher.tool.database;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SetOperationList;

/**
 * A statement as it is sent: {@code sql} has the positional parameters of its driver, {@code slots} say what goes into
 * them. What is sent was written anew from what the parser understood, so that nothing it overlooked gets through.
 */
record Question(String sql, List<Slot> slots) {
    private static final int LONGEST = 16_384;
    private static final int DEEPEST = 40;
    private static final Pattern NAMED =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|::|:([A-Za-z_][A-Za-z0-9_]*)");

    Question {
        slots = List.copyOf(slots);
    }

    /** Why a text is no question; the sentence is for the tenant's people. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        final String code;
        final String sentence;

        Unfit(String code, String sentence) {
            super(sentence, null, false, false);
            this.code = code;
            this.sentence = sentence;
        }
    }

    /** {@code parameters} is the JSON Schema of the operation's arguments. */
    static Question of(String text, Driver driver, ObjectNode parameters) throws Unfit {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new Unfit("statement-invalid", "A statement has 1 to " + LONGEST + " characters.");
        }
        allowed(text, driver);
        var written = parsed(text).toString();
        allowed(written, driver);
        return positional(written, driver, parameters);
    }

    private static void allowed(String sql, Driver driver) throws Unfit {
        var fault = Wording.fault(sql, driver);
        if (fault.isPresent()) {
            throw new Unfit("statement-not-allowed", fault.get());
        }
    }

    private static Statement parsed(String text) throws Unfit {
        if (CCJSqlParserUtil.getNestingDepth(text) > DEEPEST) {
            throw new Unfit("statement-invalid", "A statement is nested at most " + DEEPEST + " deep.");
        }
        try {
            CCJSqlParser parser = CCJSqlParserUtil.newParser(text).withAllowComplexParsing(true);
            var statement = parser.Statement();
            boolean reads = statement instanceof PlainSelect
                    || statement instanceof SetOperationList
                    || statement instanceof ParenthesedSelect;
            if (!reads) {
                throw new Unfit("statement-not-allowed", "A statement is one SELECT, with or without WITH before it.");
            }
            return statement;
        } catch (ParseException | TokenMgrException malformed) {
            throw new Unfit("statement-invalid", "This is not understood as SQL: " + firstLine(malformed));
        }
    }

    private static String firstLine(Throwable malformed) {
        var message = String.valueOf(malformed.getMessage());
        return message.lines().findFirst().orElse("");
    }

    private static Question positional(String sql, Driver driver, ObjectNode parameters) throws Unfit {
        var declared = new TreeSet<String>();
        parameters.path("properties").fieldNames().forEachRemaining(declared::add);
        var used = new ArrayList<Slot>();
        var unknown = new TreeSet<String>();
        var written = NAMED.matcher(sql).replaceAll(found -> {
            var name = found.group(1);
            if (name == null) {
                return java.util.regex.Matcher.quoteReplacement(found.group());
            }
            if (!declared.contains(name)) {
                unknown.add(name);
                return "";
            }
            var slot = Slot.of(name, parameters.path("properties").path(name));
            used.add(slot);
            return java.util.regex.Matcher.quoteReplacement(
                    driver == Driver.MYSQL
                            ? "?"
                            : "$" + used.size() + "::" + slot.type().postgres());
        });
        if (!unknown.isEmpty()) {
            throw new Unfit("placeholder-undeclared", "No parameter is declared for " + colons(unknown) + ".");
        }
        used.forEach(slot -> declared.remove(slot.name()));
        if (!declared.isEmpty()) {
            throw new Unfit("parameter-unused", "The statement does not use " + colons(declared) + ".");
        }
        return new Question(written, used);
    }

    private static String colons(Set<String> names) {
        return ":" + String.join(", :", names);
    }
}
