package org.gatewatch.http.internal.door;

import java.util.Optional;
import java.util.function.Supplier;
import org.gatewatch.api.history.History;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.resource.Resources;

/**
 * What the doors lead to.
 *
 * @param resources what is watched
 * @param monitoring how it does
 * @param history how it did; empty while nothing is stored
 */
public record Services(Resources resources, Monitoring monitoring, Supplier<Optional<History>> history) {}
