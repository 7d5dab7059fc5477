package org.gatewatch.http.internal.otc;

/** What is wrong with a request, in the words of the VPN's error table. */
final class OtcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    OtcException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static OtcException invalid(String what) {
        return new OtcException(400, "VPN.0001", "invalid request: " + what);
    }

    static OtcException notFound(String what) {
        return new OtcException(404, "VPN.0004", "resource not found: " + what);
    }

    static OtcException forbidden(String why) {
        return new OtcException(403, "VPN.0007", "is not authorized to perform: " + why);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
