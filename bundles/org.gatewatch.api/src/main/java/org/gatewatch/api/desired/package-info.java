/**
 * The desired state: what the operator wants watched, and what is wrong with how it was said. The {@code config} bundle
 * provides {@link org.gatewatch.api.desired.Configuration}; whoever runs what is desired registers a
 * {@link org.gatewatch.api.desired.DesiredStateListener}.
 */
@Export
@Version("1.0.0")
package org.gatewatch.api.desired;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
