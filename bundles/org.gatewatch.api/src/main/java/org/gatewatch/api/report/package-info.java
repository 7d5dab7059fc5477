/**
 * What was measured and judged. {@link org.gatewatch.api.report.Monitoring} answers at any moment; a
 * {@link org.gatewatch.api.report.ReportListener} is told of every change. Everything handed out is immutable, and no
 * listener can slow the engine or another listener.
 */
@Export
@Version("1.0.0")
package org.gatewatch.api.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
