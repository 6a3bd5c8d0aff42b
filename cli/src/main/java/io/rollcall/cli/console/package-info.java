/** How commands speak to people and programs: streams, errors, exit statuses, progress, tables, logs. */
@NullMarked
package io.rollcall.cli.console;

import org.jspecify.annotations.NullMarked;
