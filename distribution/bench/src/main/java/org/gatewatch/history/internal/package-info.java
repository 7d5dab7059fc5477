/**
 * How long the store of {@code history} takes to read, in its own package because nothing there is public. On a plain class
 * path, never in a bundle.
 */
package org.gatewatch.history.internal;
