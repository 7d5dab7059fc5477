package org.gatewatch.http.internal.aws;

import com.google.gson.JsonObject;
import java.util.Map;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.http.internal.door.Members;

/** The operations on probes. */
record ProbeOperations(Resources resources) {
    JsonObject create(Call call) {
        String monitor = call.visibleMonitor();
        Members body = call.body();
        Members probe = Rules.required(body.members("probe"), body, "probe");
        // Both may have tags, and nobody says which wins: here the outer ones do, which Terraform uses.
        Map<String, String> tags = body.map("tags").orElse(Map.of());
        var settings = ProbeSettings.made(probe, "tags", tags);
        return Shapes.probe(resources.createProbe(
                monitor, settings, body.text("clientToken").orElse("")));
    }

    JsonObject get(Call call) {
        return Shapes.probe(view(call));
    }

    JsonObject update(Call call) {
        ProbeView before = view(call);
        Settings change = ProbeSettings.changed(call.body(), before);
        return Shapes.probe(
                change.equals(Settings.NONE)
                        ? before
                        : resources.updateProbe(before.monitorName(), before.id(), change));
    }

    JsonObject delete(Call call) {
        resources.deleteProbe(call.visibleMonitor(), Rules.probeId(call.label(1)));
        return new JsonObject();
    }

    private ProbeView view(Call call) {
        return resources.probe(call.visibleMonitor(), Rules.probeId(call.label(1)));
    }
}
