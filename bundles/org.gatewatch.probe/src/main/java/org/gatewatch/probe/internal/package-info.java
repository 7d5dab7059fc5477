/** Work in progress. */
package org.gatewatch.probe.internal;
