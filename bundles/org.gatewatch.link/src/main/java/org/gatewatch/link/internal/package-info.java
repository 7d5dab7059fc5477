/** The component that offers the link, and what hears packets: one capture on all interfaces. */
package org.gatewatch.link.internal;
