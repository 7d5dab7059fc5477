/** Resources as clients see and change them: the files' words in, views out; what is changed is written to managed files. */
package org.gatewatch.config.internal.resource;
