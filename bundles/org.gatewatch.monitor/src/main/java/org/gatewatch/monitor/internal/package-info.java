/** Work in progress. */
package org.gatewatch.monitor.internal;
