package org.gatewatch.http.internal.aws;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.Page;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.door.Members;

/** The operations on tags, of monitors and of probes. */
record TagOperations(Resources resources) {
    private static final int MAX_ARN = 512;
    private static final int MAX_KEYS = 200;
    private static final int PAGE = 100;

    JsonObject list(Call call) {
        var json = new JsonObject();
        json.add("tags", Shapes.tags(resources.tags(visibleArn(call))));
        return json;
    }

    JsonObject tag(Call call) {
        String arn = visibleArn(call);
        Members body = call.body();
        var tags = Rules.tags(Rules.required(body.map("tags"), body, "tags"), "tags");
        Rules.require(
                Stream.concat(resources.tags(arn).keySet().stream(), tags.keySet().stream())
                                .distinct()
                                .count()
                        <= MAX_KEYS,
                "tags: a resource has " + MAX_KEYS + " at most");
        if (!tags.isEmpty()) {
            resources.tag(arn, tags);
        }
        return new JsonObject();
    }

    JsonObject untag(Call call) {
        String arn = visibleArn(call);
        List<String> keys = call.request().values("tagKeys");
        Rules.require(!keys.isEmpty(), "tagKeys is missing");
        Rules.require(keys.size() <= MAX_KEYS, "tagKeys: allowed are " + MAX_KEYS + " at most");
        keys.forEach(Rules::tagKey);
        if (resources.tags(arn).keySet().stream().anyMatch(keys::contains)) {
            resources.untag(arn, keys);
        }
        return new JsonObject();
    }

    private String visibleArn(Call call) {
        String arn = Rules.arn(call.label(0), "resourceArn");
        Rules.require(arn.length() <= MAX_ARN, "resourceArn: allowed are 20 to 512 characters");
        Caller caller = call.caller();
        if (!caller.seesAll() && !caller.maySee(monitor(arn).orElse(""))) {
            throw new AwsException(ErrorType.NOT_FOUND, "there is no resource " + arn);
        }
        return arn;
    }

    /** The monitor that an ARN is of, or that the probe with this ARN is in. */
    private Optional<String> monitor(String arn) {
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            Page<MonitorView> page = resources.monitors(Optional.empty(), PAGE, token.get());
            for (MonitorView view : page.items()) {
                String name = view.monitor().name();
                boolean isIt = view.arn().equals(arn)
                        || resources.monitor(name).probes().stream()
                                .anyMatch(probe -> probe.arn().equals(arn));
                if (isIt) {
                    return Optional.of(name);
                }
            }
            token = page.nextToken();
        }
        return Optional.empty();
    }
}
