package org.gatewatch.api.report;

import org.osgi.annotation.versioning.ConsumerType;

/** Somebody who carries reports out of this host, and says how that goes; a whiteboard service. */
@ConsumerType
public interface Reporter {
    /** How it does at this moment. Thread-safe; never waits for the network or the disk. */
    ReporterStatus status();
}
