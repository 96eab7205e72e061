package usher.chat.mcp.protocol;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What of the protocol stands in the headers of a request. */
public record Headers(
        @Nullable String version,
        @Nullable String method,
        @Nullable String name,
        boolean takesEvents) {
    private static final String CODED = "=?base64?";
    private static final String END = "?=";

    public static Headers of(HttpHeaders http) {
        return new Headers(
                http.getHeaderString(Wire.VERSION_HEADER),
                http.getHeaderString(Wire.METHOD_HEADER),
                name(http.getHeaderString(Wire.NAME_HEADER)),
                http.getAcceptableMediaTypes().stream().anyMatch(Headers::areEvents));
    }

    /** Whether the header names a revision without sessions; their names are dates and sort as such. */
    public boolean nameStateless() {
        return version != null && version.compareTo(Wire.STATELESS) >= 0;
    }

    /** Nobody is sent a stream who only said that anything will do. */
    private static boolean areEvents(MediaType type) {
        return (type.getType() + '/' + type.getSubtype())
                .toLowerCase(Locale.ROOT)
                .equals("text/event-stream");
    }

    /** See "Value Encoding" of the revision 2026-07-28. */
    private static @Nullable String name(@Nullable String header) {
        if (header == null || !header.startsWith(CODED) || !header.endsWith(END)) {
            return header;
        }
        try {
            var coded = header.substring(CODED.length(), Math.max(CODED.length(), header.length() - END.length()));
            return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw RpcFault.headerMismatch("The header Mcp-Name has an encoding that cannot be read.");
        }
    }
}
