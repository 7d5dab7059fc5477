package org.gatewatch.http.internal.aws;

import java.util.List;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.door.Members;
import org.gatewatch.http.internal.door.Request;

/**
 * An operation that is asked for.
 *
 * @param request as it came
 * @param caller who asks
 * @param labels what stands in its path where the model has a label
 */
record Call(Request request, Caller caller, List<String> labels) {
    String label(int index) {
        return labels.get(index);
    }

    Members body() {
        return Members.of(request.body());
    }

    /** What is not theirs to see is not there. */
    String visibleMonitor() {
        String name = Rules.monitorName(label(0));
        if (!caller.maySee(name)) {
            throw new AwsException(ErrorType.NOT_FOUND, "there is no monitor " + name);
        }
        return name;
    }
}
