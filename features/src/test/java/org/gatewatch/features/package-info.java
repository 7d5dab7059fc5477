/** Our features on a real Karaf: what an operator's host would install, see and take away again. */
package org.gatewatch.features;
