package usher.chat.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads values off a frame that may be of another type than promised. Each leaves the parser at the end of the value. */
public final class Fields {
    private Fields() {}

    /** The text, or an empty one for anything else. */
    public static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    /** The number, or 0 for anything else. */
    public static long number(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        json.skipChildren();
        return 0;
    }

    /** Whether an object begins here; anything else is skipped. */
    public static boolean object(JsonParser json) throws IOException {
        return begins(json, JsonToken.START_OBJECT);
    }

    /** Whether an array begins here; anything else is skipped. */
    public static boolean array(JsonParser json) throws IOException {
        return begins(json, JsonToken.START_ARRAY);
    }

    /** Moves to the array's next object; values of other types are passed over. False at the array's end. */
    public static boolean nextObject(JsonParser json) throws IOException {
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY && token != null; token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }

    /** Moves to the object's next field, the parser standing at its value; null at the object's end. */
    public static @org.jspecify.annotations.Nullable String next(JsonParser json) throws IOException {
        var name = json.nextFieldName();
        if (name != null) {
            json.nextToken();
        }
        return name;
    }

    private static boolean begins(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() == token) {
            return true;
        }
        json.skipChildren();
        return false;
    }
}
