package org.gatewatch.http.internal.door;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came, undecoded: signatures are made over exactly this, and {@code %2F} in a name is no separator.
 * Immutable.
 */
public final class Request {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * What came.
     *
     * @param method in upper case
     * @param target the request target: raw path, and raw query after a {@code ?}
     * @param headers values by name in lower case, in the order in which they came
     * @param body empty when there was none
     */
    public Request(String method, String target, Map<String, List<String>> headers, byte[] body) {
        int mark = target.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? "" : target.substring(mark + 1);
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    public String method() {
        return method;
    }

    /** The raw path. */
    public String path() {
        return path;
    }

    public byte[] body() {
        return body.clone();
    }

    public boolean hasBody() {
        return body.length > 0;
    }

    /** The names of all headers, in lower case. */
    public Iterable<String> headerNames() {
        return headers.keySet();
    }

    /** All values of a header, joined by commas (RFC 9110 section 5.3). */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(values -> String.join(",", values));
    }

    /**
     * What the path names, decoded: {@code /monitors/a%2Fb} gives {@code monitors} and {@code a/b}.
     *
     * @throws IllegalArgumentException if it is not percent-encoded UTF-8
     */
    public List<String> segments() {
        return Arrays.stream(path.substring(1).split("/", -1))
                .map(PercentCoding::decode)
                .toList();
    }

    /** A parameter of the query, decoded; in the order in which they came. */
    public record Parameter(String name, String value) {}

    /**
     * The query, decoded; a {@code +} is a space, as in HTML's forms.
     *
     * @throws IllegalArgumentException if it is not percent-encoded UTF-8
     */
    public List<Parameter> parameters() {
        return parameters("%20");
    }

    /**
     * The query, decoded.
     *
     * @param plus what a {@code +} stands for, percent-encoded
     */
    public List<Parameter> parameters(String plus) {
        var parameters = new ArrayList<Parameter>();
        for (String pair : query.replace("+", plus).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                parameters.add(new Parameter(PercentCoding.decode(name), PercentCoding.decode(value)));
            }
        }
        return parameters;
    }

    /** All values of a parameter. */
    public List<String> values(String name) {
        return parameters().stream()
                .filter(it -> it.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** The first value of a parameter. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
