/** Router and Decider. */
@NullMarked
package io.rollcall.controller;

import org.jspecify.annotations.NullMarked;
