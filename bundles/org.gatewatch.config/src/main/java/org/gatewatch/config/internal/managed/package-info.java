/** The files that the gateway writes itself: their text, and how it gets onto the disk whole or not at all. */
package org.gatewatch.config.internal.managed;
