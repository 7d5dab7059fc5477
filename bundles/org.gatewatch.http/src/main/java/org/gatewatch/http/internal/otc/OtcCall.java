package org.gatewatch.http.internal.otc;

import com.google.gson.JsonObject;
import java.util.UUID;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.door.Request;

/**
 * An operation that is asked for.
 *
 * @param request as it came
 * @param caller who asks
 * @param id what the path says after the kind of thing; empty for all
 * @param requestId that the answer has, too
 */
record OtcCall(Request request, Caller caller, String id, String requestId) {
    /** What the path names; what is no UUID names nothing. */
    UUID uuid() {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            var refusal = OtcException.notFound(id);
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** An object under its name, with the id of the request beside it. */
    JsonObject named(String name, JsonObject object) {
        var body = new JsonObject();
        body.add(name, object);
        body.addProperty("request_id", requestId);
        return body;
    }

    void requireAll() {
        if (!caller.seesAll()) {
            throw OtcException.forbidden("this key is for monitors whose names begin with " + caller.prefix());
        }
    }
}
