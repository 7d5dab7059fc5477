/** What was measured, for everybody else: OpenMetrics and JSON. */
package org.gatewatch.http.internal.view;
