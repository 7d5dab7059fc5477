package org.gatewatch.mqtt.internal;

import java.nio.file.Path;
import org.gatewatch.api.probe.Clock;

/**
 * What a publisher finds around it.
 *
 * @param folder for its own files
 * @param version of this software
 * @param bootId of this run of the gateway's software; another one after each start
 * @param clock the house's clocks
 * @param engine the rest of the house
 */
record Environment(Path folder, String version, String bootId, Clock clock, Engine engine) {}
