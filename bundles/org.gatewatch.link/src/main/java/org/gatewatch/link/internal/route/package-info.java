/** Which way packets take: following routes, interfaces and neighbours for all paths, and the sockets that packets leave by. */
package org.gatewatch.link.internal.route;
