/** Work in progress. */
package org.gatewatch.shell.internal;
