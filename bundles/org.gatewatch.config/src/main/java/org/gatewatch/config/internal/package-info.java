/** Work in progress. */
package org.gatewatch.config.internal;
