package usher.tool.argument;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What became of a model's arguments. {@code stored} is what may be kept: no identity value is in it. */
public sealed interface Prepared {
    ObjectNode stored();

    /** {@code arguments} is complete and goes to the tool. */
    record Ready(ObjectNode arguments, ObjectNode stored) implements Prepared {}

    /** {@code sentence} is for the model, which may ask the visitor for what is missing. */
    record Refused(String code, String sentence, ObjectNode stored) implements Prepared {}
}
