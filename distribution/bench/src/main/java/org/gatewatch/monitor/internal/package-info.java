/**
 * What the hot functions of {@code monitor} cost, in their own package because nothing there is public. On a plain class
 * path, never in a bundle. Public classes that are not final are what JMH demands.
 */
package org.gatewatch.monitor.internal;
