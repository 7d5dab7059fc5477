/** YAML with places: text to nodes, and a small declarative schema that reports everything that is wrong. */
package org.gatewatch.config.internal.yaml;
