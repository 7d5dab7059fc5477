package org.gatewatch.shell.internal.control;

import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatewatch.api.resource.ConnectionView;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Resources;

/** VPN connections, by their ids or as people call them. */
record Connections(Resources resources) {
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int PAGE = 100;

    Stream<ConnectionView> all() {
        return ResourceAnswers.pages(token -> resources.connections(PAGE, token));
    }

    String name(UUID id) {
        return resources.connection(id).connection().name();
    }

    /** The id of a connection. Names differ, and none looks like an id that is not its own. */
    UUID id(String called) {
        if (ID.matcher(called).matches()) {
            return UUID.fromString(called);
        }
        return all().map(ConnectionView::connection)
                .filter(connection -> connection.name().equals(called))
                .findFirst()
                .orElseThrow(() -> new ResourceException(
                        Kind.NOT_FOUND,
                        "there is no VPN connection '" + called + "'; its name or its id, a UUID, is needed"))
                .id();
    }
}
