/**
 * What must survive a restart although no file of the operator says it: ids, times of creation, idempotency tokens,
 * since when a verdict holds. The {@code history} bundle provides {@link org.gatewatch.api.state.StateStore}.
 */
@Export
@Version("1.0.0")
package org.gatewatch.api.state;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
