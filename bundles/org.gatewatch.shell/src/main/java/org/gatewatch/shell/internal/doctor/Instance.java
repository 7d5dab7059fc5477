package org.gatewatch.shell.internal.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The process that uses a data folder, as far as the kernel tells. */
public final class Instance {
    private Instance() {}

    /** Its process id; empty when nobody uses the folder, or this user may not know. */
    public static OptionalLong processOn(Path data) {
        return text(data.resolve("gatewatch.lock"))
                .map(String::strip)
                .filter(pid -> pid.matches("[1-9]\\d{0,9}"))
                .filter(pid -> text(Path.of("/proc", pid, "cmdline")).orElse("").contains("org.gatewatch.shell"))
                .map(pid -> OptionalLong.of(Long.parseLong(pid)))
                .orElse(OptionalLong.empty());
    }

    /** Whose folder it is, when this user may not look into it; empty when it may. */
    static Optional<String> ownerOfHidden(Path data) {
        if (!Files.isDirectory(data) || Files.isExecutable(data)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.getOwner(data).getName());
        } catch (IOException e) {
            return Optional.of("somebody else");
        }
    }

    /** Said of what was seen with rights that the owner of the data folder does not have; empty when they are the same. */
    static String remarkOnRights(Path data) {
        try {
            String service = Files.getOwner(data).getName();
            String self = System.getProperty("user.name");
            return service.equals(self)
                    ? ""
                    : " (seen with the rights of " + self + "; the service is " + service + ")";
        } catch (IOException e) {
            return ""; // not there, which another finding says
        }
    }

    static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty(); // not there, or not for us
        }
    }
}
