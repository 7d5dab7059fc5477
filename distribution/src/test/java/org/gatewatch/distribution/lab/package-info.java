/** Tests of the built image with real packets, in the network that {@code lab.sh} makes. */
package org.gatewatch.distribution.lab;
