/** Who asks, and what they may do: four signature schemes, tokens and passwords, over one file of keys. */
package org.gatewatch.http.internal.auth;
