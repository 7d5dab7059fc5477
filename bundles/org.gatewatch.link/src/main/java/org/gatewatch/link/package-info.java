/** Work in progress. */
package org.gatewatch.link;
