package org.gatewatch.mqtt.internal;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** What is wrong with a TLS handshake, in one line: the outer exceptions say only that something is. */
final class TlsProblem {
    private TlsProblem() {}

    /** The innermost cause, and whose certificate it is about, where that is known. */
    static String of(SSLException problem) {
        var causes = causes(problem);
        Throwable innermost = causes.get(causes.size() - 1);
        String text = innermost.getMessage();
        if (innermost instanceof CertificateExpiredException || innermost instanceof CertificateNotYetValidException) {
            text = "the certificate" + subject(causes) + " is not valid now: " + text;
        }
        return text;
    }

    private static List<Throwable> causes(Throwable problem) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static String subject(List<Throwable> causes) {
        for (Throwable cause : causes) {
            if (cause instanceof CertPathValidatorException invalid && invalid.getIndex() >= 0) {
                var certificate = (X509Certificate)
                        invalid.getCertPath().getCertificates().get(invalid.getIndex());
                return " of " + certificate.getSubjectX500Principal().getName();
            }
        }
        return "";
    }
}
