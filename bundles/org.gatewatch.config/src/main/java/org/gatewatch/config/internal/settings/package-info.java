/** Holds the {@code .cfg} files of a configuration folder against the Metatype of the bundles that read them. */
package org.gatewatch.config.internal.settings;
