/** How every component is configured: a properties file, the environment, and values that stand in files of their own. */
@NullMarked
package io.rollcall.events.settings;

import org.jspecify.annotations.NullMarked;
