package org.gatewatch.http.internal;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gatewatch.http.internal.auth.Authenticator;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.auth.Refusal;
import org.gatewatch.http.internal.auth.ReplayGuard;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Door;
import org.gatewatch.http.internal.door.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the door that a request is for, and lets in who may pass. */
final class Doors implements Function<Request, Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final List<Door> doors;
    private final Authenticator authenticator;
    private final ReplayGuard replays;

    Doors(List<Door> doors, Authenticator authenticator, ReplayGuard replays) {
        this.doors = List.copyOf(doors);
        this.authenticator = authenticator;
        this.replays = replays;
    }

    @Override
    public Answer apply(Request request) {
        Optional<Door> door = doors.stream().filter(it -> it.serves(request)).findFirst();
        return door.map(it -> answer(it, request)).orElseGet(() -> plain(404, "There is nothing here"));
    }

    private Answer answer(Door door, Request request) {
        try {
            request.segments();
            request.parameters();
        } catch (IllegalArgumentException e) {
            return plain(400, String.valueOf(e.getMessage()));
        }
        try {
            if (door.isOpen(request)) {
                return answered(door, request, Caller.NOBODY);
            }
            Caller caller = authenticator.authenticate(request);
            return replays.once(request, () -> answered(door, request, caller));
        } catch (Refusal e) {
            LOG.debug("{} refused: {}", request, e.getMessage());
            return door.refuse(request, e);
        }
    }

    /** The top of a request's work: whatever goes wrong in one must not be felt by the next. */
    private static Answer answered(Door door, Request request, Caller caller) {
        try {
            return door.answer(request, caller);
        } catch (RuntimeException e) {
            LOG.error("request-failed: {} was not answered", request, e);
            return door.failed(request);
        }
    }

    private static Answer plain(int status, String message) {
        var body = new JsonObject();
        body.addProperty("message", message);
        return Answer.json(status, body);
    }
}
