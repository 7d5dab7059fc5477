package org.gatewatch.http.internal.auth;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.gatewatch.http.internal.door.PercentCoding;
import org.gatewatch.http.internal.door.Request;
import org.gatewatch.http.internal.door.Request.Parameter;

/** The text of a request that is signed. How path and query are written differs from scheme to scheme. */
final class Canonical {
    private static final Comparator<Parameter> BY_NAME =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    private Canonical() {}

    /**
     * The canonical request.
     *
     * @param payloadHash of the body, as hexadecimal digits
     */
    static String request(Request request, String path, String query, List<String> signedHeaders, String payloadHash) {
        String headers = signedHeaders.stream()
                .map(name -> name + ":" + value(request, name) + "\n")
                .collect(Collectors.joining());
        return String.join("\n", request.method(), path, query, headers, String.join(";", signedHeaders), payloadHash);
    }

    private static String value(Request request, String header) {
        return request.header(header).orElse("").strip().replaceAll(" +", " ");
    }

    /** AWS: each segment as it is on the wire, encoded once more. */
    static String encodedTwice(Request request) {
        return encoded(request.path());
    }

    /** Huawei: the decoded path, encoded, with a slash at its end. */
    static String encodedOnce(Request request) {
        String path = encoded(PercentCoding.decode(request.path()));
        return path.endsWith("/") ? path : path + "/";
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1)).map(PercentCoding::encode).collect(Collectors.joining("/"));
    }

    /** AWS: sorted by encoded name and value; a plus is a plus. */
    static String awsQuery(Request request) {
        return request.parameters("%2B").stream()
                .map(Canonical::encoded)
                .sorted(BY_NAME)
                .map(Canonical::joined)
                .collect(Collectors.joining("&"));
    }

    /**
     * Huawei: sorted by name, then encoded.
     *
     * @param values how values of one name are sorted: its Java SDK leaves them as they are, its others sort them
     */
    static String huaweiQuery(Request request, Comparator<Parameter> values) {
        return request.parameters().stream()
                .sorted(Comparator.comparing(Parameter::name).thenComparing(values))
                .map(Canonical::encoded)
                .map(Canonical::joined)
                .collect(Collectors.joining("&"));
    }

    /** OTC's older signer: names sorted whatever their case, and the first value of each. */
    static String otcQuery(Request request) {
        var seen = new HashSet<String>();
        return request.parameters().stream()
                .filter(it -> seen.add(it.name()))
                .map(Canonical::encoded)
                .sorted(Comparator.comparing(Parameter::name, String.CASE_INSENSITIVE_ORDER))
                .map(Canonical::joined)
                .collect(Collectors.joining("&"));
    }

    /** OTC's older signer: what it hashes instead of the body that a POST does not have. */
    static String otcForm(Request request) {
        return request.parameters().stream()
                .sorted(Comparator.comparing(Parameter::name))
                .map(Canonical::encoded)
                .map(it -> joined(it).replace("%20", "+"))
                .collect(Collectors.joining("&"));
    }

    private static Parameter encoded(Parameter parameter) {
        return new Parameter(PercentCoding.encode(parameter.name()), PercentCoding.encode(parameter.value()));
    }

    private static String joined(Parameter parameter) {
        return parameter.name() + "=" + parameter.value();
    }
}
