package org.gatewatch.config.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.config.internal.yaml.Problems;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.YamlText;

/** The folder with {@code connections/}, {@code subnets/} and {@code monitors/}: which files count, and what they say by themselves. */
final class ConfigurationFolder {
    private static final String CONNECTIONS = "connections";
    private static final String SUBNETS = "subnets";
    private static final String MONITORS = "monitors";
    /** In these the gateway itself writes what its clients make; a person may write there, too. */
    private static final String MANAGED = "/managed";

    private static final List<String> FOLDERS =
            List.of(CONNECTIONS, CONNECTIONS + MANAGED, SUBNETS, MONITORS, MONITORS + MANAGED);
    /** Not what editors leave behind: hidden files, {@code #name#}, {@code ~name}; {@code name~} has no ending. */
    private static final Pattern FILE_NAME = Pattern.compile("[^.#~].*\\.ya?ml");

    private static final Pattern MANAGED_NAME = Pattern.compile("[\\w-]{1,200}");

    private final Path root;
    private final Listing listing;

    /** How the files of one folder that count by their names are found. */
    interface Listing {
        DirectoryStream<Path> open(Path folder) throws IOException;
    }

    ConfigurationFolder(Path root) {
        this(root, ConfigurationFolder::open);
    }

    ConfigurationFolder(Path root, Listing listing) {
        this.root = root;
        this.listing = listing;
    }

    Path root() {
        return root;
    }

    /** Where the folder is when all links are followed; empty while it is not there. */
    Optional<Path> real() {
        try {
            return Optional.of(root.toRealPath());
        } catch (IOException e) {
            return Optional.empty(); // listing tells
        }
    }

    /**
     * All files that count, sorted. What cannot be listed is a problem, and so is the whole if it is not there: a disk
     * that is not mounted, a link that is being changed; one of its folders that is not there is empty.
     */
    List<Path> list(Problems problems) {
        if (!Files.isDirectory(root)) {
            problems.add("no such folder");
        }
        var files = new ArrayList<Path>();
        for (String name : FOLDERS) {
            Path folder = root.resolve(name);
            if (Files.exists(folder)) {
                list(folder, files, problems);
            }
        }
        files.sort(null);
        return files;
    }

    /** Reports when this folder holds no configuration at all. */
    void checkContents(Problems problems) {
        if (Files.isDirectory(root)
                && !Files.isDirectory(root.resolve(CONNECTIONS))
                && !Files.isDirectory(root.resolve(MONITORS))) {
            problems.add("not a configuration folder: it has neither connections/ nor monitors/");
        }
    }

    /** The file as it is now; empty when it is gone. */
    Optional<ReadFile> read(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var problems = new Problems(file.toString());
        var read =
                switch (kind(file)) {
                    case CONNECTIONS -> ReadFile.ofConnections(file.toString(), connections(file, problems), problems);
                    case SUBNETS -> ReadFile.ofSubnets(file.toString(), subnets(file, problems), problems);
                    default -> ReadFile.ofMonitor(file.toString(), monitor(file, problems), problems);
                };
        // whoever deletes a file while it is read has deleted it
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(read) : Optional.empty();
    }

    /** A file with this text, whatever the disk has. */
    ReadFile read(Path file, byte[] text) {
        var problems = new Problems(file.toString());
        if (text.length > YamlText.MAX_BYTES) {
            problems.add(YamlText.tooLarge(text.length));
        }
        var in = new ByteArrayInputStream(text);
        if (kind(file).equals(CONNECTIONS)) {
            var schema = new ConnectionSchema();
            var yaml = new YamlText(ConnectionSchema.LIST, schema::readConnection);
            var version = yaml.read(in, problems).flatMap(schema::read).map(it -> it.ending(yaml.endWithinLine()));
            return ReadFile.ofConnections(file.toString(), version, problems);
        }
        var schema = new MonitorSchema();
        var yaml = new YamlText(MonitorSchema.LIST, schema::readProbe);
        var version = yaml.read(in, problems).flatMap(schema::read).map(it -> it.ending(yaml.endWithinLine()));
        return ReadFile.ofMonitor(file.toString(), version, problems);
    }

    Path managedMonitor(String name) {
        return root.resolve(MONITORS + MANAGED).resolve(fileName(name));
    }

    Path managedConnection(String name) {
        return root.resolve(CONNECTIONS + MANAGED).resolve(fileName(name));
    }

    /** What is no name leads nowhere else: its text is refused when it is checked. */
    private static String fileName(String name) {
        return (MANAGED_NAME.matcher(name).matches() ? name : "refused") + ".yaml";
    }

    /** Whether the gateway writes this file itself. */
    static boolean isManaged(Path file) {
        return file.getParent().endsWith(MANAGED.substring(1));
    }

    private String kind(Path file) {
        return root.relativize(file).getName(0).toString();
    }

    private static Optional<Version<List<VpnConnection>>> connections(Path file, Problems problems) {
        var schema = new ConnectionSchema();
        var text = new YamlText(ConnectionSchema.LIST, schema::readConnection);
        return document(file, text, problems).flatMap(schema::read).map(it -> it.ending(text.endWithinLine()));
    }

    private static Optional<Version<List<Subnet>>> subnets(Path file, Problems problems) {
        var schema = new SubnetSchema();
        var text = new YamlText(SubnetSchema.LIST, schema::readSubnet);
        return document(file, text, problems).flatMap(schema::read).map(it -> it.ending(text.endWithinLine()));
    }

    private static Optional<Version<MonitorDraft>> monitor(Path file, Problems problems) {
        var schema = new MonitorSchema();
        var text = new YamlText(MonitorSchema.LIST, schema::readProbe);
        return document(file, text, problems).flatMap(schema::read).map(it -> it.ending(text.endWithinLine()));
    }

    private void list(Path folder, List<Path> files, Problems problems) {
        try (DirectoryStream<Path> stream = listing.open(folder)) {
            stream.forEach(files::add);
        } catch (DirectoryIteratorException e) { // a disk that fails halfway
            problems.add(folder + " cannot be listed: " + reason(e.getCause()));
        } catch (IOException e) {
            problems.add(folder + " cannot be listed: " + reason(e));
        }
    }

    @SuppressWarnings("StreamResourceLeak") // list() closes it
    static DirectoryStream<Path> open(Path folder) throws IOException {
        return Files.newDirectoryStream(folder, ConfigurationFolder::isNameOfOurs);
    }

    private static boolean isNameOfOurs(Path file) {
        return FILE_NAME.matcher(file.getFileName().toString()).matches();
    }

    private static Optional<Value> document(Path file, YamlText text, Problems problems) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            String kind = Files.isDirectory(file) ? "a folder" : "a pipe, a socket or a device";
            problems.add("cannot be read: it is " + kind + ", not a file"); // reading a pipe would wait for its writer
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > YamlText.MAX_BYTES) {
                problems.add(YamlText.tooLarge(size));
                return Optional.empty();
            }
            return text.read(in, problems);
        } catch (IOException e) {
            problems.add("cannot be read: " + reason(e));
            return Optional.empty();
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it links to nothing";
        }
        return e instanceof AccessDeniedException ? "this process has no permission to" : e.toString();
    }
}
