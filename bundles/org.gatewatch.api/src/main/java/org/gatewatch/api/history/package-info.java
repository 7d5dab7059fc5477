/**
 * What was measured in the past, also before this process was started. The {@code history} bundle provides
 * {@link org.gatewatch.api.history.History}.
 */
@Export
@Version("1.0.0")
package org.gatewatch.api.history;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
