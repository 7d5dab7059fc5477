package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;

/** Whom both sides trust, and the certificates that it gave, made by {@code openssl}. */
final class Authority {
    private final Path folder;

    Authority(Path folder) throws IOException {
        this.folder = folder;
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=authority -days 10"
                + " -keyout ca.key -out ca.pem");
        Files.writeString(folder.resolve("index"), "");
    }

    private void openssl(String arguments) throws IOException {
        var command = new ArrayList<String>(Arrays.asList(arguments.split(" ", -1)));
        command.add(0, "openssl");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertEquals(0, process.onExit().join().exitValue(), arguments);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** {@code name.pem} and {@code name.key} for a subject alternative name, valid between two times (YYMMDDhhmmssZ). */
    void give(String name, String alternative, String from, String until) throws IOException {
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + name + " -keyout " + name
                + ".key -out " + name + ".csr");
        Files.writeString(
                folder.resolve("ca.conf"),
                "[ca]\ndefault_ca = a\n[a]\ndatabase = index\nserial = serial\nnew_certs_dir = .\ndefault_md = sha256\n"
                        + "policy = p\nunique_subject = no\nrand_serial = yes\nx509_extensions = x\n"
                        + "[p]\ncommonName = supplied\n[x]\nsubjectAltName = " + alternative + "\n");
        openssl("ca -batch -config ca.conf -cert ca.pem -keyfile ca.key -in " + name + ".csr -out " + name
                + ".pem -notext -startdate " + from + " -enddate " + until);
        Files.setPosixFilePermissions(folder.resolve(name + ".key"), PosixFilePermissions.fromString("rw-------"));
    }

    /** Lines for a listener of mosquitto with this certificate. */
    String mosquittoLines(String name) {
        return "certfile " + file(name + ".pem") + "\nkeyfile " + file(name + ".key") + "\n";
    }
}
