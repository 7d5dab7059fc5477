/**
 * The kernel's side of probing: which way packets take to a destination, handing frames to an interface, and hearing
 * every captured packet with the stamp that the kernel gave it.
 *
 * <p>A {@link org.gatewatch.link.Path} follows routes, interfaces and neighbours for one destination. Its current
 * {@link org.gatewatch.link.Route} is immutable: whoever keeps a frame rebuilds it when the route is another object. A
 * {@link org.gatewatch.link.PacketReceiver} hears what was captured, outgoing copies included.
 */
@Export
@Version("1.0.0")
package org.gatewatch.link;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
