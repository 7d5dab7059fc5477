/**
 * The seam between deciding and sending: a {@link org.gatewatch.api.probe.ProbeTransport} knows how one protocol looks
 * on the wire; whoever schedules opens a {@link org.gatewatch.api.probe.ProbeChannel} per probe and hears the fate of
 * its samples through a {@link org.gatewatch.api.probe.SampleListener}. This is the hot path: its methods allocate
 * nothing, take no lock and log nothing.
 */
@Export
@Version("1.0.0")
package org.gatewatch.api.probe;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
